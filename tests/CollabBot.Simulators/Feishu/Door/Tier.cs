namespace CollabBot.Simulators.Feishu.Door;

/// <summary>So many calls in so many seconds; whichever window is full first refuses: https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN</summary>
internal sealed record Tier(params IReadOnlyList<(int Calls, int Seconds)> Windows)
{
    /// <summary>1000 a minute and 50 a second: nearly everything.</summary>
    public static readonly Tier Usual = new((50, 1), (1000, 60));

    public static readonly Tier HundredAMinute = new((100, 60));

    public static readonly Tier TenASecond = new((10, 1));

    public static readonly Tier FiveASecond = new((5, 1));

    /// <summary>What no document limits.</summary>
    public static readonly Tier None = new();
}
