using System.Net;
using CollabBot.Web;
using Microsoft.AspNetCore.Http;

namespace CollabBot.Tests.Playground;

public sealed class LocalOnlyTests
{
    [TestCase("127.0.0.1", "localhost:5080", ExpectedResult = true)]
    [TestCase("127.0.0.1", "127.0.0.1:5080", ExpectedResult = true)]
    [TestCase("::1", "[::1]:5080", ExpectedResult = true)]
    [TestCase("::ffff:127.0.0.1", "localhost", ExpectedResult = true)]
    [TestCase("192.168.1.7", "localhost:5080", ExpectedResult = false, Description = "another machine")]
    [TestCase("127.0.0.1", "evil.example", ExpectedResult = false, Description = "a foreign name that points here")]
    [TestCase("127.0.0.1", "localhost.evil.example", ExpectedResult = false)]
    [TestCase("127.0.0.1", "", ExpectedResult = false)]
    public bool Only_this_machine_under_its_own_name_is_local(string remote, string host)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        http.Request.Host = new HostString(host);
        return LocalOnly.IsLocal(http);
    }

    [Test]
    public void A_request_that_a_proxy_passed_on_is_not_local()
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.Request.Host = new HostString("localhost");
        http.Request.Headers["X-Forwarded-For"] = "203.0.113.9";
        Assert.That(LocalOnly.IsLocal(http), Is.False);
    }
}
