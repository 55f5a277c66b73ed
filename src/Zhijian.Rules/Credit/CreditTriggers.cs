namespace Zhijian.Rules.Credit;

/// <summary>A row of reference/credit-triggers.csv.</summary>
public sealed record CreditTrigger(string Code, string Title, string Article, bool InstitutionsOnly, DateOnly From, DateOnly? To, string Source, string Confidence);

/// <summary>What is known of an employer or institution that may bring it onto the list; 安监总办〔2017〕49号 Art 2.</summary>
/// <param name="OrdinaryFatal">Ordinary fatal accidents in one year.</param>
/// <param name="UnremediedAtWork">A major danger or a severe exceedance is not put right while people work there.</param>
/// <param name="FalseService">An institution gave a false report or lent its qualification.</param>
public sealed record CreditFacts(
    bool LargerAccident = false, int OrdinaryFatal = 0, bool NoLicence = false, bool UnremediedAtWork = false, bool EvadesSupervision = false, bool DefiedStop = false, bool FalseAccidentReport = false,
    bool UnacceptedFacilities = false, bool OverBoundary = false, bool DestroyedScene = false, bool FalseService = false);

public static class CreditTriggers
{
    private const int FatalInYear = 3;

    /// <summary>The triggers that the facts meet on that day.</summary>
    public static IReadOnlyList<CreditTrigger> Met(IEnumerable<CreditTrigger> triggers, CreditFacts facts, bool isInstitution, DateOnly day) =>
        [.. triggers.Where(t => t.From <= day && (t.To is null || day <= t.To) && (!t.InstitutionsOnly || isInstitution) && IsMet(t.Code, facts))];

    private static bool IsMet(string code, CreditFacts facts) => code switch
    {
        "accident" => facts.LargerAccident || facts.OrdinaryFatal >= FatalInYear,
        "no-licence" => facts.NoLicence,
        "severe-exceedance" => facts.UnremediedAtWork,
        "evasion" => facts.EvadesSupervision,
        "defied-stop" => facts.DefiedStop,
        "false-report" => facts.FalseAccidentReport,
        "unaccepted" => facts.UnacceptedFacilities,
        "over-boundary" => facts.OverBoundary,
        "destroyed-scene" => facts.DestroyedScene,
        "false-service" => facts.FalseService,
        _ => false,
    };

    public static string Text(this CreditState state) => state switch
    {
        CreditState.Candidate => "拟列入",
        CreditState.Noticed => "已告知",
        CreditState.Objected => "有异议",
        CreditState.Verified => "异议不成立",
        CreditState.Approved => "已批准",
        CreditState.Published => "已公布",
        CreditState.Active => "惩戒中",
        CreditState.RemovalRequested => "申请移出",
        CreditState.Removed => "已移出",
        _ => "不列入",
    };

    public static string Text(this CreditActKind kind) => kind switch
    {
        CreditActKind.Notice => "告知",
        CreditActKind.Object => "提出异议",
        CreditActKind.Verify => "核实异议",
        CreditActKind.Approve => "批准列入",
        CreditActKind.Publish => "公布",
        CreditActKind.Activate => "采取惩戒措施",
        CreditActKind.RequestRemoval => "申请移出",
        CreditActKind.Remove => "移出",
        CreditActKind.Prolong => "延长",
        _ => "不列入",
    };
}
