using Zhijian.Rules.Penalties;

namespace Zhijian.Rules.Cases;

// Who may do what beside whom, and what the sanctions call for.
internal static partial class CaseGuards
{
    /// <summary>Two officers with certificates who need not keep away.</summary>
    private static CaseRefusal? Pair(CasePerson first, CasePerson second, DateOnly on, CaseLaw law)
    {
        if (first.Id == second.Id) return law.Refuse("须由两名不同的执法人员共同进行", "officers", on);
        var unfit = string.IsNullOrWhiteSpace(first.Certificate) ? first : string.IsNullOrWhiteSpace(second.Certificate) ? second : null;
        if (unfit is not null) return law.Refuse($"{unfit.Name}没有执法证件", "officers", on);
        return Clear(first, on, law) ?? Clear(second, on, law);
    }

    private static CaseRefusal? Investigation(PenaltyCase file, CasePerson first, CasePerson second, DateOnly on, CaseLaw law)
    {
        if (Pair(first, second, on, law) is { } refusal) return refusal;
        var judge = file.Judges.FirstOrDefault(j => j.Id == first.Id || j.Id == second.Id);
        return judge is null ? null : law.Refuse($"{judge.Name}审核、审批过本案，不能参加调查", "separation", on);
    }

    private static CaseRefusal? Clear(CasePerson person, DateOnly on, CaseLaw law) => person.RecusalReason is { } reason ? law.Refuse($"{person.Name}应当回避：{reason}", "recusal", on) : null;

    private static CaseRefusal? Apart(CasePerson person, IReadOnlyList<CasePerson> others, string key, DateOnly on, CaseLaw law) =>
        others.Any(o => o.Id == person.Id) ? law.Refuse($"{person.Name}是本案调查人员，不能审批", key, on) : Clear(person, on, law);

    /// <summary>Somebody who did not investigate.</summary>
    private static CaseRefusal? Outsider(PenaltyCase file, CasePerson person, string key, DateOnly on, CaseLaw law)
    {
        var insiders = file.Proposer is { } proposer ? file.Investigators.Append(proposer) : file.Investigators;
        return insiders.Any(i => i.Id == person.Id) ? law.Refuse($"{person.Name}是本案调查人员，不能审核、审批本案", law.Has(key, on) ? key : "separation", on) : Clear(person, on, law);
    }

    private static CaseRefusal? Host(PenaltyCase file, CasePerson host, DateOnly on, CaseLaw law) =>
        file.Investigators.Any(i => i.Id == host.Id) || file.Proposer?.Id == host.Id ? law.Refuse($"{host.Name}是本案调查人员，不能主持听证", "hearing-host", on) : Clear(host, on, law);

    private static CaseRefusal? When(bool wrong, string reason, string key, DateOnly on, CaseLaw law) => wrong ? law.Refuse(reason, law.Has(key, on) ? key : "record", on) : null;

    private static CaseRefusal? Said(string text, string what, string key, DateOnly on, CaseLaw law) => When(string.IsNullOrWhiteSpace(text), $"请填写{what}", key, on, law);

    private static bool DefenceOpen(PenaltyCase file) => file.DefendedOn is not null && file.DefenceReviewedOn is null;

    private static CaseRefusal? Lawful(IReadOnlyList<Sanction> sanctions, IReadOnlyCollection<string> finedBefore, DateOnly on, CaseLaw law)
    {
        foreach (var sanction in sanctions)
        {
            var verdict = Judge(sanction, on, law);
            if (verdict.Refusal is { } refusal) return new(refusal, verdict.Article);
        }
        return SanctionRules.TwiceFined(sanctions, finedBefore) is { } twice ? law.Refuse(twice, "one-fine", on) : null;
    }

    private static SanctionVerdict Judge(Sanction sanction, DateOnly on, CaseLaw law) => SanctionRules.Judge(sanction, law.Article("mitigate", on), law.Article("discretion", on));

    /// <summary>听证范围: a larger fine, or more than a fine.</summary>
    internal static bool HearingNeeded(PenaltyCase file, IReadOnlyList<Sanction> sanctions, DateOnly on, CaseLaw law) =>
        sanctions.Any(s => s.Severe) || (law.Find(file.PartyIsPerson ? "hearing-person" : "hearing-unit", on) is { } larger && sanctions.Sum(s => s.Fine ?? 0) >= larger.Count);

    private static string? ReviewNeeded(PenaltyCase file, DateOnly on, CaseLaw law)
    {
        if (law.Has("legal-review-all", on)) return "legal-review-all";
        return law.Has("legal-review", on) && (file.Complex || file.HearingHeldOn is not null) ? "legal-review" : null;
    }

    private static bool DiscussionNeeded(PenaltyCase file, IReadOnlyList<Sanction> sanctions, DateOnly on, CaseLaw law) =>
        file.Complex || HearingNeeded(file, sanctions, on, law) || sanctions.Any(s => Judge(s, on, law).NeedsDiscussion);

    private static bool Heavier(IReadOnlyList<Sanction> now, IReadOnlyList<Sanction> before) =>
        now.Sum(s => s.Fine ?? 0) > before.Sum(s => s.Fine ?? 0)
        || now.Any(s => !before.Any(b => b.ActKey == s.ActKey && b.Act.Code == s.Act.Code && (b.Severe || !s.Severe) && (s.Fine ?? 0) <= (b.Fine ?? 0)));
}
