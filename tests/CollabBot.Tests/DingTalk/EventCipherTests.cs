using System.Text;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.Tests.DingTalk;

/// <summary>The vectors of DingTalk's own sample code; their paddings are 17, 31 and one below 16.</summary>
public sealed class EventCipherTests
{
    [TestCase("123456", "1234567890123456789012345678901234567890123", "1614767836", "A7Co0cJLMzIDtMMI",
        "YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==",
        "9a95a004dd16f5c307e849b994173f76aa26e5eb", "success", "dingsnotzck6pm5veliw")]
    [TestCase("123456", "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij", "1445827045067", "nEXhMP4r",
        "1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i03peOk1LaOQoRz3+nlyGNhwmwJ3vDMG+OzrHMeiZI7gTRWVdUBmfxjZ8Ej23JVYa9VrYeJ5as7XM/ZpulX8NEQis44w53h1qAgnC3PRzM7Zc/D6Ibr0rgUathB6zRHP8PYrfgnNOS9PhSBdHlegK+AGGanfwjXuQ9+0pZcy0w9lQ==",
        "5a65ceeef9aab2d149439f82dc191dd6c5cbe2c0", """{"EventType":"check_create_suite_url","Random":"LPIdSnlF","TestSuiteKey":"suite4xxxxxxxxxxxxxxx"}""", "suite4xxxxxxxxxxxxxxx")]
    [TestCase("mryue", "Yue0EfdN5900c1ce5cf6A152c63DDe1808a60c5ecd7", "1608001896814", "WL4PK6yA",
        "0vJiX6vliEpwG3U45CtXqi+m8PXbQRARJ8p8BbDuD1EMTDf0jKpQ79QS93qEk7XHpP6u+oTTrd15NRPvNvmBKyDCYxxOK+HZeKju4yhELOFchzNukR+t8SB/qk4ROMu3",
        "03044561471240d4a14bb09372dfcfd4fd0e40cb", """{"EventType":"check_url"}""", "ding6ccabc44d2c8d38b")]
    public void Published_vectors_open_with_their_signature(string token, string key, string timestamp, string nonce, string encrypted, string signature, string message, string owner)
    {
        var cipher = new EventCipher(token, key);
        Assert.That(cipher.IsSigned(signature, timestamp, nonce, encrypted), Is.True);
        Assert.That(cipher.IsSigned(signature, timestamp + "0", nonce, encrypted), Is.False);
        var opened = cipher.Open(encrypted);
        Assert.That((opened is { } o ? Encoding.UTF8.GetString(o.Message) : null, opened?.Owner), Is.EqualTo((message, owner)));
    }

    [Test]
    public void Sealing_makes_the_published_bytes()
    {
        var cipher = new EventCipher("123456", "1234567890123456789012345678901234567890123");
        Assert.That(cipher.Seal("success", "dingsnotzck6pm5veliw", "dICkEDLj0eb6yAbc"u8),
            Is.EqualTo("YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA=="));
    }

    [Test]
    public void Every_padding_opens_again()
    {
        var cipher = new EventCipher("t", "1234567890123456789012345678901234567890123");
        for (var length = 0; length < 64; length++)
        {
            var text = new string('x', length);
            var opened = cipher.Open(cipher.Seal(text, "owner", new byte[16]));
            Assert.That((opened is { } o ? Encoding.UTF8.GetString(o.Message) : null, opened?.Owner), Is.EqualTo((text, "owner")));
        }
    }

    [TestCase("")]
    [TestCase("AAAA")]
    [TestCase("not base64!")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void Other_bytes_do_not_open(string encrypted) =>
        Assert.That(new EventCipher("t", "1234567890123456789012345678901234567890123").Open(encrypted), Is.Null);
}
