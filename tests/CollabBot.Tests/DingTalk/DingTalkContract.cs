using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.DingTalk;

public sealed class DingTalkContract : PlatformContract
{
    protected override async Task<PlatformBench> StartAsync() => await DingTalkBench.StartAsync();
}

public sealed class DingTalkCardContract : PlatformContract
{
    protected override async Task<PlatformBench> StartAsync() => await DingTalkBench.WithCardsAsync();
}
