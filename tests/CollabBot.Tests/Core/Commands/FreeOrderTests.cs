namespace CollabBot.Tests.Core.Commands;

[Parallelizable(ParallelScope.All)]
internal sealed class FreeOrderTests
{
    private static readonly string[] Chinese =
    [
        "卡点 支付流程BUG不改 @产品部 周五前 P0 #G-1",
        "卡点 @产品部 支付流程BUG不改 周五前 P0 #G-1",
        "卡点 周五前 P0 @产品部 #G-1 支付流程BUG不改",
        "卡点 P0 #G-1 周五前 支付流程BUG不改 @产品部",
        "卡点 #G-1 @产品部 P0 周五前 支付流程BUG不改",
        "卡点 支付流程BUG不改,@产品部,周五前,P0,#G-1",
        "卡点 支付流程BUG不改,周五前,P0,#G-1,@产品部",
        "卡点:支付流程BUG不改 @产品部 周五 P0 #G-1",
        "/卡点 支付流程BUG不改 @产品部 11-27 P0 #G-1",
        "/卡点 支付流程BUG不改 @产品部 11月27日前 p0 #g-1",
        "卡点 支付流程BUG不改 @产品部 2天内 P0 #G-1",
        "卡点 支付流程BUG不改 @产品部 两天内 紧急 #G1",
        "卡点支付流程BUG不改 @产品部 后天 P0 G-1",
        "kd 支付流程BUG不改 @产品部 本周五 P0 #G-1",
        "KD 支付流程BUG不改 @产品部 星期五之前 紧急 #G-1",
        "卡点 「支付流程BUG不改」 @产品部 2026-11-27 P0 #G-1",
        "卡点 “支付流程BUG不改” 截止:周五 @产品部 级别=P0 #G-1",
        "卡点 支付流程BUG不改 责任:产品部 截止: 2026/11/27 级别:紧急 目标:#G-1",
        "@协同助手 卡点 支付流程BUG不改 @产品部 周五前 P0 #G-1",
        "@协同助手 /卡点\n支付流程BUG不改\n@产品部\n周五前\nP0\n#G-1",
        "卡点 支付流程BUG不改 周五前 P0 #G-1 产品部",
        "P0 周五前 @产品部 #G-1 卡点 支付流程BUG不改",
        "@协同助手 周五前 @产品部 卡点 支付流程BUG不改 P0 #G-1",
    ];

    private static readonly string[] English =
    [
        "/blocker payment is broken @Product by friday P0 #G-1",
        "blocker @Product payment is broken by friday P0 #G-1",
        "blocker by friday P0 @product #G-1 payment is broken",
        "BLOCKER payment is broken #g-1 P0 friday @Product",
        "blocker payment is broken, urgent, by Nov 27, @Product, #G-1",
        "blocker payment is broken @product 11/27 P0 G-1",
        "blocker payment is broken in 2 days @Product P0 #G-1",
        "blocker payment is broken due: friday owner: Product level: urgent goal: #G-1",
        "blocker \"payment is broken\" @Product before 2026-11-27 P0 #G-1",
        "@CollabBot blocker payment is broken @Product by this friday P0 #G-1",
    ];

    [TestCaseSource(nameof(Chinese))]
    public void A_chinese_line_binds_in_any_order(string line) => Expect(line, "支付流程BUG不改");

    [TestCaseSource(nameof(English))]
    public void An_english_line_binds_in_any_order(string line) => Expect(line, "payment is broken");

    private static void Expect(string line, string text)
    {
        var opened = Trial.Bind<OpenTrial>(line);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(opened.Owner?.Department?.Id, Is.EqualTo("d-product"));
            Assert.That(opened.Due?.Day, Is.EqualTo(new DateOnly(2026, 11, 27)));
            Assert.That(opened.Level, Is.EqualTo(Level.P0));
            Assert.That(opened.Goal?.Id, Is.EqualTo("G-1"));
            Assert.That(opened.Text.Text, Is.EqualTo(text));
        }
    }
}
