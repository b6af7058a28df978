using CollabBot.Features.Blockers;

namespace CollabBot.Tests.Features.Blockers;

public sealed class GistTests
{
    [TestCase("支付流程BUG不改,下月200万回款危险", "支付流程bug不改")]
    [TestCase("支付流程BUG没人改", "支付流程有BUG没人改")]
    [TestCase("退款页面打不开", "退款页面又打不开了")]
    [TestCase("the payment page is down", "Payment page is down again")]
    [TestCase("大客户续约的支付页面一直报错", "大客户续约支付页面报错")]
    public void The_same_matter_in_other_words_is_alike(string one, string other) => Assert.That(Like(one, other), Is.GreaterThanOrEqualTo(0.5));

    [TestCase("支付流程BUG不改", "退款接口超时")]
    [TestCase("合同模板没更新", "价目表没更新吗")]
    [TestCase("订单 10241 退款失败", "订单 10242 退款失败")]
    [TestCase("something mk-7f00000001", "something mk-7f00000002")]
    [TestCase("", "支付")]
    [TestCase("支", "支")]
    public void Another_matter_or_another_number_is_not(string one, string other) => Assert.That(Like(one, other), Is.LessThan(0.5));

    [Test]
    public void A_text_is_like_itself_and_the_order_does_not_matter()
    {
        Assert.That(Like("支付流程BUG不改", "支付流程BUG不改"), Is.EqualTo(1));
        Assert.That(Like("支付流程BUG不改", "支付BUG没修"), Is.EqualTo(Like("支付BUG没修", "支付流程BUG不改")));
    }

    private static double Like(string one, string other) => Gist.Of(one).Like(Gist.Of(other));
}
