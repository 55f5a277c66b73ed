using Zhijian.Rules.Cases;
using Zhijian.Rules.Service;
using static Zhijian.Rules.Tests.Cases.CaseData;

namespace Zhijian.Rules.Tests.Service;

/// <summary>文书送达 by way, condition and day, as 民事诉讼法 has them.</summary>
public sealed class PaperServiceTests
{
    static readonly DateOnly Issued = new(2026, 6, 10), Old = new(2019, 6, 10);

    static ServiceTry By(ServiceMethod method, DateOnly? on = null) => new(on ?? Issued, method) { First = Zhang, Second = Li };
    static PaperService Paper(params ServiceAttempt[] attempts) => new(Issued, attempts);
    static string Refused(PaperService paper, ServiceTry attempt) => paper.Refusal(attempt, ServiceLaw)?.ToString() ?? throw new InvalidOperationException("Let through.");
    static ServiceAttempt Failed(DateOnly on) => new(on, ServiceMethod.Direct, ServiceResult.Failed);

    [Fact]
    public void Whoever_signs_has_it_on_that_day()
    {
        var attempt = By(ServiceMethod.Direct, Issued.AddDays(3)) with { Receiver = "王样张", ReceiverRole = "负责收件的人" };
        Assert.Null(Paper().Refusal(attempt, ServiceLaw));
        Assert.Equal(new(Issued.AddDays(3), ServiceMethod.Direct, ServiceResult.Served, Issued.AddDays(3)), PaperService.Begin(attempt));
        Assert.StartsWith("请填写签收人（《民事诉讼法》第八十八条）", Refused(Paper(), attempt with { Receiver = " " }), StringComparison.Ordinal);
        Assert.StartsWith("请填写签收人的身份", Refused(Paper(), attempt with { ReceiverRole = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void Handing_over_on_the_spot_is_of_the_day_of_the_paper()
    {
        var attempt = By(ServiceMethod.OnSpot) with { Receiver = "王样张", ReceiverRole = "法定代表人" };
        Assert.Null(Paper().Refusal(attempt, ServiceLaw));
        Assert.StartsWith("当场交付须在文书签发的当日", Refused(Paper(), attempt with { On = Issued.AddDays(1) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_officers_with_certificates_serve_and_none_who_must_keep_away()
    {
        var attempt = By(ServiceMethod.Direct) with { Receiver = "王样张", ReceiverRole = "法定代表人" };
        Assert.StartsWith("送达人不少于两名执法人员（《行政处罚法》第四十二条第一款）", Refused(Paper(), attempt with { Second = null }), StringComparison.Ordinal);
        Assert.StartsWith("送达人不少于两名", Refused(Paper(), attempt with { Second = Zhang }), StringComparison.Ordinal);
        Assert.StartsWith("吴六没有执法证件", Refused(Paper(), attempt with { Second = Bare }), StringComparison.Ordinal);
        Assert.StartsWith("周五应当回避", Refused(Paper(), attempt with { Second = Recused }), StringComparison.Ordinal);
        Assert.EndsWith("（《行政处罚法》（2017年修正）第三十七条第一款）", new PaperService(Old, []).Refusal(attempt with { On = Old, Second = null }, ServiceLaw)!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Leaving_it_behind_needs_a_reason_a_place_and_a_witness_or_a_film()
    {
        var attempt = By(ServiceMethod.LeftBehind) with { Reason = "拒绝签收", Place = "厂区门卫室" };
        Assert.StartsWith("留置送达须有见证人签名，或者以拍照、录像记录送达过程（《民事诉讼法》第八十九条）", Refused(Paper(), attempt), StringComparison.Ordinal);
        Assert.Null(Paper().Refusal(attempt with { Witness = "社区居委会 李某" }, ServiceLaw));
        Assert.Null(Paper().Refusal(attempt with { HasRecord = true }, ServiceLaw));
        Assert.StartsWith("请填写拒收的事由", Refused(Paper(), attempt with { Reason = "", HasRecord = true }), StringComparison.Ordinal);
        Assert.Equal(Issued, PaperService.Begin(attempt).ServedOn);
    }

    [Fact]
    public void A_letter_is_served_on_the_day_of_its_receipt()
    {
        var attempt = By(ServiceMethod.Mail) with { Tracking = "EMS1", Place = "样张路1号", First = null, Second = null };
        Assert.Null(Paper().Refusal(attempt, ServiceLaw));
        Assert.StartsWith("请填写挂号信或者邮政快递的单号（《民事诉讼法》第九十一条）", Refused(Paper(), attempt with { Tracking = null }), StringComparison.Ordinal);
        var posted = PaperService.Begin(attempt);
        Assert.Equal((ServiceResult.UnderWay, null), (posted.Result, posted.ServedOn));
        Assert.StartsWith("2026-06-10的邮寄送达还没有结果", Refused(Paper(posted), By(ServiceMethod.Direct)), StringComparison.Ordinal);
        Assert.StartsWith("日期早于寄出的日期", PaperService.EndRefusal(posted, Issued.AddDays(-1), true, null, ServiceLaw)!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("请填写未能送达的原因", PaperService.EndRefusal(posted, Issued.AddDays(3), false, null, ServiceLaw)!.ToString(), StringComparison.Ordinal);
        Assert.Equal(Issued.AddDays(3), PaperService.End(posted, Issued.AddDays(3), true, ServiceLaw).ServedOn);
        Assert.Equal(ServiceResult.Failed, PaperService.End(posted, Issued.AddDays(9), false, ServiceLaw).Result);
    }

    [Fact]
    public void Electronic_service_needs_consent_and_the_law_of_2021()
    {
        var attempt = By(ServiceMethod.Electronic);
        Assert.StartsWith("当事人没有签订确认书，不能电子送达（《行政处罚法》第六十一条第二款）", Refused(Paper(), attempt), StringComparison.Ordinal);
        Assert.Null(Paper().Refusal(attempt with { Consent = true }, ServiceLaw));
        Assert.StartsWith("当时的法律没有规定行政处罚文书的电子送达", new PaperService(Old, []).Refusal(attempt with { On = Old, Consent = true }, ServiceLaw)!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-12-01", "2022-01-30")]
    [InlineData("2022-01-04", "2022-02-03")]
    [InlineData("2026-06-12", "2026-07-12")]
    public void An_announcement_counts_after_sixty_days_and_since_2022_after_thirty(string announced, string served)
    {
        var (on, end) = (Day(announced), Day(served));
        var paper = new PaperService(on.AddDays(-5), [Failed(on.AddDays(-2))]);
        var attempt = By(ServiceMethod.Announcement, on) with { Reason = "厂房已搬空，去向不明", Place = "郑州日报" };
        Assert.Null(paper.Refusal(attempt, ServiceLaw));
        var open = PaperService.Begin(attempt);
        Assert.Equal(end, PaperService.Deemed(open, ServiceLaw));
        Assert.Contains($"公告期{served}届满", PaperService.EndRefusal(open, end.AddDays(-1), true, null, ServiceLaw)!.ToString(), StringComparison.Ordinal);
        Assert.Null(PaperService.EndRefusal(open, end, true, null, ServiceLaw));
        // Whenever the officer comes to put it on record.
        Assert.Equal(end, PaperService.End(open, end.AddDays(4), true, ServiceLaw).ServedOn);
    }

    [Fact]
    public void It_is_announced_only_after_another_way_failed()
    {
        var attempt = By(ServiceMethod.Announcement, Issued.AddDays(5)) with { Reason = "下落不明", Place = "门户网站" };
        Assert.StartsWith("其他方式无法送达的才能公告送达", Refused(Paper(), attempt), StringComparison.Ordinal);
        Assert.Null(Paper(Failed(Issued.AddDays(1))).Refusal(attempt, ServiceLaw));
    }

    [Fact]
    public void Attempts_follow_each_other_and_end_with_service()
    {
        var attempt = By(ServiceMethod.Direct) with { Receiver = "王样张", ReceiverRole = "法定代表人" };
        Assert.StartsWith("送达日期早于文书的签发日期", Refused(Paper(), attempt with { On = Issued.AddDays(-1) }), StringComparison.Ordinal);
        Assert.StartsWith("送达日期早于上一次送达的日期", Refused(Paper(Failed(Issued.AddDays(4))), attempt with { On = Issued.AddDays(3) }), StringComparison.Ordinal);
        Assert.StartsWith("文书已于2026-06-10送达", Refused(Paper(PaperService.Begin(attempt)), attempt), StringComparison.Ordinal);
        Assert.StartsWith("只有直接送达可以当时登记为未送达", Refused(Paper(), By(ServiceMethod.Mail) with { Failed = true }), StringComparison.Ordinal);
        Assert.StartsWith("请填写未能送达的原因", Refused(Paper(), By(ServiceMethod.Direct) with { Failed = true }), StringComparison.Ordinal);
        Assert.Equal(ServiceResult.Failed, PaperService.Begin(By(ServiceMethod.Direct) with { Failed = true, Reason = "无人" }).Result);
    }
}
