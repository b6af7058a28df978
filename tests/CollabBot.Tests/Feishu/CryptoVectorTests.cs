using System.Text;
using CollabBot.Feishu.Inbound;

namespace CollabBot.Tests.Feishu;

/// <summary>The vendor's published vectors.</summary>
public sealed class CryptoVectorTests
{
    [TestCase("test key", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=", "hello world")]
    [TestCase("test key", "AAECAwQFBgcICQoLDA0OD6alpwIsMFbSsWTHppjb1mEbsoR02u7satqjGlhBepBb", """{"challenge":"abc"}""")]
    [TestCase(
        "mazhe.nerd",
        "tT1xP+ovuc0T3b/rnZX3ax76exqAn0ANQ6/U45GcciC0mgNBc8JtvqOJGNAPMKpgRs2dVU1NYk9VDeqS8T4SYtU0hzNU54aS84WnxvZ3VFfDcy/RyABlNqlUiGyLDzFI0yxdCMT4KR/YEQXlt6nZi50KwRlZ+A75r645KesZuLMljezYyY8VeeXEVjPw35+e",
        """{"challenge":"5634b122-c042-4634-bc7f-b07a3c3e77ad","token":"iRdCP2WwXNBXRM3mGLqhrgch3cn0gbT6","type":"url_verification"}""")]
    public void A_published_ciphertext_opens(string key, string closed, string open) =>
        Assert.That(Encoding.UTF8.GetString(FeishuCrypto.Decrypt(FeishuCrypto.Key(key), Convert.FromBase64String(closed))!), Is.EqualTo(open));

    [Test]
    public void The_key_is_the_hash_of_the_encrypt_key() =>
        Assert.That(Convert.ToHexStringLower(FeishuCrypto.Key("test key")), Is.EqualTo("fa2bdca424f01f01ffb48df93acc35d439c7fd331a1a7fba6ac2fd83aa9ab31a"));

    [Test]
    public void A_published_signature_is_reproduced() =>
        Assert.That(
            FeishuCrypto.Signature("timestamp", "nonce", "1212121212", """{"a":1}"""u8),
            Is.EqualTo("490c8d466cdd898158da3e3fc9dc32967c5d5c34c8464ceb2596d42e4e05c9df"));

    [TestCase(0)]
    [TestCase(16)]
    [TestCase(31)]
    [TestCase(47)]
    [TestCase(48)]
    public void What_is_no_ciphertext_of_this_key_opens_to_nothing(int length) =>
        Assert.That(FeishuCrypto.Decrypt(FeishuCrypto.Key("k"), Enumerable.Repeat((byte)7, length).ToArray()), Is.Null);
}
