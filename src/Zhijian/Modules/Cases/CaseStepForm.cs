using System.ComponentModel.DataAnnotations;
using Zhijian.Data;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Penalties;
using Zhijian.Rules.Service;

namespace Zhijian.Modules.Cases;

/// <summary>What is to be imposed for one act, as typed.</summary>
public class SanctionForm
{
    [Display(Name = "裁量阶次")] public TierLevel Tier { get; set; } = TierLevel.General;
    public string[]? Circumstances { get; set; }
    [Display(Name = "违法所得")] public decimal? Gains { get; set; }
    [Display(Name = "罚款")] public decimal? Fine { get; set; }
    [Display(Name = "警告")] public bool Warned { get; set; } = true;
    [Display(Name = "责令改正")] public bool Ordered { get; set; } = true;
    [Display(Name = "情节严重的处罚")] public bool Severe { get; set; }
    [Display(Name = "超出裁量阶次的理由"), StringLength(CaseTables.Clause)] public string? Reason { get; set; }
}

/// <summary>For an act beside the one that the case was filed for.</summary>
public sealed class ChargeSanction : SanctionForm
{
    public string? Key { get; set; }
    [Display(Name = "给予处罚")] public bool Included { get; set; } = true;
}

/// <summary>Another act of the party: a danger that is proposed for a case, or an act of the catalogue.</summary>
public sealed class ChargeForm
{
    [Display(Name = "来源隐患")] public Guid? DangerId { get; set; }
    [Display(Name = "违法行为")] public string? ActCode { get; set; }
    [Display(Name = "发现日期")] public DateOnly? FoundOn { get; set; }
    [Display(Name = "违法行为终了日期")] public DateOnly? EndedOn { get; set; }
    [Display(Name = "责令改正期限")] public DateOnly? OrderDeadline { get; set; }
}

/// <summary>What is written into the form of a step; each step uses a few of the fields. There is none for a number: numbers come from the counters.</summary>
public sealed class CaseStepForm : SanctionForm
{
    [Display(Name = "日期")] public DateOnly? On { get; set; }
    [Display(Name = "执法人员（一）")] public Guid? First { get; set; }
    [Display(Name = "执法人员（二）")] public Guid? Second { get; set; }
    [Display(Name = "听证主持人")] public Guid? Person { get; set; }
    [Display(Name = "内容"), StringLength(CaseTables.Text)] public string? Text { get; set; }
    [Display(Name = "移送机关"), StringLength(100)] public string? To { get; set; }
    [Display(Name = "日期")] public DateOnly? Day { get; set; }
    [Display(Name = "金额")] public decimal? Amount { get; set; }
    public bool Yes { get; set; }
    public Guid[]? Present { get; set; }
    /// <summary>Of evidence that is written down as a paper.</summary>
    public RecordForm Record { get; set; } = new();
    /// <summary>Of another act of the party.</summary>
    public ChargeForm Charge { get; set; } = new();
    /// <summary>Of the other acts, in the order of the file.</summary>
    public List<ChargeSanction> Charges { get; set; } = [];
    /// <summary>Of a coercive measure.</summary>
    public MeasureForm Measure { get; set; } = new();
    [Display(Name = "送达方式")] public ServiceMethod Method { get; set; } = ServiceMethod.Direct;
    [Display(Name = "结果")] public RemedyOutcome Outcome { get; set; }

    [Display(Name = "新的事实"), StringLength(CaseTables.Clause)] public string? NewFacts { get; set; }
}

/// <summary>Makes the act of a step from its form. The person who signs is the one who is signed in.</summary>
public sealed class CaseActs(CaseBook book)
{
    /// <param name="persons">Of the authority.</param>
    /// <param name="me">Who is signed in.</param>
    /// <param name="charge">The act that is added; null: none is.</param>
    public CaseAct Make(CaseActKind kind, CaseStepForm form, CaseFolder folder, IReadOnlyList<CasePerson> persons, CasePerson me, DateOnly today, IReadOnlyCollection<string> finedBefore, Charge? charge = null)
    {
        // What somebody signs here he signs today; what was done outside has the day on which it was done.
        var on = IsSignedHere(kind) ? today : form.On ?? today;
        if (on > today) throw new Refusal("日期不能晚于今天。", nameof(form.On));
        CasePerson First() => Of(form.First, nameof(form.First), "执法人员");
        CasePerson Second() => Of(form.Second, nameof(form.Second), "第二名执法人员");
        return kind switch
        {
            CaseActKind.File => new ApproveFiling(on, me, First(), Second()),
            CaseActKind.RefuseFiling => new RefuseFiling(on, me, Words()),
            CaseActKind.NotifyInquiry => new NotifyInquiry(on, First(), Second(), Words()),
            CaseActKind.CollectEvidence => new CollectEvidence(on, First(), Second(), InvestigationPapers.FormOf(form.Record) is { } paper ? InvestigationPapers.Check(paper, form.Record, folder.Lines.Any(l => l.Kind == CaseActKind.NotifyInquiry)) : Words()),
            CaseActKind.EntrustAppraisal => new EntrustAppraisal(on, First(), Second(), Blank(form.To) ?? throw new Refusal("请填写受委托的鉴定机构。", nameof(form.To)), Words()),
            CaseActKind.AddCharge => new AddCharge(on, First(), Second(), charge!, Words()),
            CaseActKind.PreserveEvidence => new PreserveEvidence(on, me, First(), Second(), CoercivePapers.ListOf(form.Measure)),
            CaseActKind.HandlePreserved => new HandlePreserved(on, Words()),
            CaseActKind.ApproveMeasure => new ApproveMeasure(on, me, Words()),
            CaseActKind.TakeMeasure => CoercivePapers.Make(on, First(), Second(), form.Measure, book.MeasuresOn(on)),
            CaseActKind.ExtendMeasure => new ExtendMeasure(on, me, form.Day ?? throw new Refusal("请填写延长后的期限。", nameof(form.Day)), Words()),
            CaseActKind.EndMeasure => new EndMeasure(on, me, Words()),
            CaseActKind.FinishInvestigation => new FinishInvestigation(on, First(), Second(), Words(), form.Yes),
            CaseActKind.ServeNotice => new ServeNotice(on, [SanctionOf(form, MainOf(folder.Row), folder.Row.AuthorityCode, on), .. Others(form, folder, on)], form.Yes, Blank(form.NewFacts), Later: true),
            CaseActKind.Deliver => new Deliver(on, folder.File.Undelivered ?? CaseActKind.ServeNotice, Defined(form.Method, nameof(form.Method))),
            CaseActKind.Defend => new Defend(on, Words()),
            CaseActKind.WaiveDefence => new WaiveDefence(on),
            CaseActKind.ReviewDefence => new ReviewDefence(on, me, form.Yes, Words()),
            CaseActKind.RequestHearing => new RequestHearing(on),
            CaseActKind.WithdrawHearing => new WithdrawHearing(on),
            CaseActKind.NotifyHearing => new NotifyHearing(on, form.Day ?? throw new Refusal("请填写听证日期。", nameof(form.Day)), Of(form.Person, nameof(form.Person), "听证主持人"), Later: true),
            CaseActKind.HoldHearing => new HoldHearing(on, me, Words()),
            CaseActKind.LegalReview => new LegalReview(on, me, form.Yes, Words()),
            CaseActKind.Discuss => new Discuss(on, [.. (form.Present ?? []).Select(id => Of(id, nameof(form.Present), "参加人员"))], Words()),
            CaseActKind.ExtendTerm => new ExtendTerm(on, me, Words()),
            CaseActKind.Decide => new Decide(on, me, [.. folder.File.Noticed.Select((s, i) => Decided(s, i == 0 ? form : form.Charges.Find(c => c.Key == s.ActKey)))], finedBefore),
            CaseActKind.DecideNoPenalty => new DecideNoPenalty(on, me, Words()),
            CaseActKind.Transfer => new TransferCase(on, me, Blank(form.To) ?? throw new Refusal("请填写移送机关。", nameof(form.To)), Words()),
            CaseActKind.Terminate => new TerminateCase(on, me, Words()),
            CaseActKind.ServeDecision => new ServeDecision(on, Defined(form.Method, nameof(form.Method)), form.Yes),
            CaseActKind.Pay => new Pay(on, form.Amount ?? throw new Refusal("请填写缴款金额。", nameof(form.Amount))),
            CaseActKind.AskInstalments => new AskInstalments(on, form.Day ?? throw new Refusal("请填写申请延至的日期。", nameof(form.Day)), Words()),
            CaseActKind.GrantInstalments => new GrantInstalments(on, me, form.Day ?? throw new Refusal("请填写延期后的期限。", nameof(form.Day)), Words()),
            CaseActKind.SeekReview => new SeekReview(on),
            CaseActKind.SeekCourt => new SeekCourt(on),
            CaseActKind.EndRemedy => new EndRemedy(on, Defined(form.Outcome, nameof(form.Outcome)), form.Outcome == RemedyOutcome.Changed ? form.Amount : null),
            CaseActKind.Demand => new Demand(on, Later: true),
            CaseActKind.ApplyToCourt => new ApplyToCourt(on),
            CaseActKind.EndEnforcement => new EndEnforcement(on, Words()),
            CaseActKind.Close => new CloseCase(on, me),
            CaseActKind.Archive => new ArchiveCase(on, folder.Row.Number ?? folder.Row.Id.ToString("N")),
            CaseActKind.Publish => new PublishDecision(on),
            CaseActKind.WithdrawPublication => new WithdrawPublication(on, Words()),
            _ => throw new Refusal($"不能在案件中{kind.Text()}。"),
        };

        string Words() => form.Text?.Trim() is { Length: > 0 and <= CaseTables.Text } text ? text : throw new Refusal($"请填写内容，不超过 {CaseTables.Text} 个字。", nameof(form.Text));
        CasePerson Of(Guid? id, string field, string what) => persons.FirstOrDefault(p => p.Id == (id ?? throw new Refusal($"请选择{what}。", field)).ToString()) ?? throw new Refusal($"所选{what}不是本机关的人员。", field);
        static T Defined<T>(T value, string field) where T : struct, Enum => Enum.IsDefined(value) ? value : throw new Refusal("请从列表中选择。", field);
    }

    public static bool IsSignedHere(CaseActKind kind) => CaseOptions.ActorOf(kind) is CaseActor.Head or CaseActor.LegalReviewer || kind is CaseActKind.ReviewDefence or CaseActKind.Archive or CaseActKind.Publish or CaseActKind.WithdrawPublication;

    /// <summary>What the case was filed for.</summary>
    internal static Charge MainOf(CaseRecord row) => new(row.ActKey, row.ActCode, row.Cause, row.FoundOn, row.ActEndedOn, row.OrderDeadline, row.OrderNumber);

    /// <summary>The provision that applies to an act on a day.</summary>
    public PenaltyAct ActOf(Charge charge, DateOnly on) =>
        book.Catalogue.Applicable(charge.Code, charge.EndedOn ?? on, on)?.Act ?? throw new Refusal($"{on:yyyy-MM-dd}的法律对“{charge.Title}”没有处罚规定。");

    /// <summary>Of the acts that are punished too; an act that is not sent stays out.</summary>
    IEnumerable<Sanction> Others(CaseStepForm form, CaseFolder folder, DateOnly on) =>
        folder.File.Charges.Select(c => (Charge: c, Form: form.Charges.Find(f => f.Key == c.Key))).Where(c => c.Form is { Included: true }).Select(c => SanctionOf(c.Form!, c.Charge, folder.Row.AuthorityCode, on));

    static Sanction Decided(Sanction noticed, SanctionForm? form) => form is null ? noticed : noticed with { Fine = form.Fine, Reason = Blank(form.Reason) ?? noticed.Reason };

    Sanction SanctionOf(SanctionForm form, Charge charge, string authority, DateOnly on)
    {
        var act = ActOf(charge, on);
        var gains = form.Gains is null or >= 0 ? form.Gains ?? 0 : throw new Refusal("违法所得不能为负。", nameof(form.Gains));
        var tier = book.Discretion.TiersOf(act, act.Range(gains), authority, on).FirstOrDefault(t => t.Level == form.Tier);
        var mitigating = book.Discretion.CircumstancesOn(on).Where(c => c.Effect == CircumstanceEffect.Mitigate).Select(c => c.Key).Intersect(form.Circumstances ?? []).Any();
        return new(charge.Key, act, gains, tier?.Range, form.Warned, form.Ordered, form.Fine, charge.OrderDeadline is { } deadline && deadline < on, mitigating, Blank(form.Reason), form.Severe);
    }

    /// <summary>The proposal with its working, for the form; null: the choice is no good yet.</summary>
    public FineProposal? Propose(SanctionForm form, Charge charge, string authority, DateOnly on)
    {
        try
        {
            return book.Discretion.Propose(ActOf(charge, on), Math.Max(0, form.Gains ?? 0), form.Tier, form.Circumstances ?? [], authority, on);
        }
        catch (ArgumentException e)
        {
            throw new Refusal(e.Message.Split(" (", 2)[0] + "。", nameof(form.Tier));
        }
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
