using Zhijian.Rules.Calendars;

namespace Zhijian.Rules.Dangers;

/// <summary>The clocks of the loop, as data.</summary>
/// <param name="Order">The longest a rectification order may give.</param>
/// <param name="Extension">The longest one extension may add.</param>
/// <param name="Recheck">From the request, or from the passing of the deadline, to the recheck.</param>
/// <param name="Sources">Where each was found and how far to trust it.</param>
public sealed record DangerTerms(Term Order, Term Extension, Term Recheck, IReadOnlyList<string> Sources)
{
    public static DangerTerms Default { get; } = new(
        new(new CalendarDays(30), "责令限期整改指令书的文书实践"),
        new(new CalendarDays(30), "平台设定"),
        new(new CalendarDays(10), "《安全生产违法行为行政处罚办法》（安监总局令第15号）第十六条"),
        ["整改期限30日：见于同类系统的文书样式", "延期30日：平台设定，可修改", "复查10日：凭记忆，待核对原文"]);
}

/// <summary>Why a danger may become a case.</summary>
public enum CaseGround
{
    /// <summary>逾期不改正.</summary>
    Overdue,

    /// <summary>经治理仍超标而不停止作业.</summary>
    StillExceeding,
}

public static class CaseGrounds
{
    /// <summary>《职业病防治法》 in the text of 2018.</summary>
    public static string Article(this CaseGround ground) => ground switch
    {
        CaseGround.Overdue => "《职业病防治法》第七十二条第一项",
        _ => "《职业病防治法》第七十二条第五项",
    };
}
