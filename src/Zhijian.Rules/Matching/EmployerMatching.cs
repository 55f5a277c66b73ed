using System.Globalization;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Matching;

/// <summary>
/// Whether a record of a partner tells of an employer that is on file: by credit code, else by registration number, else by
/// the organisation code inside the credit code, else by a score over name, address, legal representative and phone. The
/// working is part of the answer.
/// </summary>
public static class EmployerMatching
{
    /// <summary>A number or part of a code that is the same proves nothing when the names have nothing in common.</summary>
    private const double NameBehindNumber = 0.5, NameBehindOrganisationCode = 0.6;
    /// <summary>A name alone never decides: the score stays below every sensible threshold of certainty.</summary>
    private const double NameAlone = 0.9;
    private const int TypingSlips = 2;

    public static MatchVerdict Judge(MatchSubject incoming, IReadOnlyList<MatchSubject> candidates, PlaceNames places, MatchPolicy policy)
    {
        var ranked = candidates.Select((known, i) => Compare(incoming, known, i, places, policy))
            .Where(c => c.Certainty > MatchCertainty.None)
            .OrderByDescending(c => c.Certainty).ThenBy(c => c.Basis).ThenByDescending(c => c.Score).ThenBy(c => c.Candidate).ToList();
        if (ranked is not [var best, ..]) return MatchVerdict.Nobody;
        return best.Certainty == MatchCertainty.Certain && !IsDoubtful(ranked, policy)
            ? new(MatchCertainty.Certain, best, ranked)
            : new(MatchCertainty.Likely, null, ranked);
    }

    public static MatchComparison Compare(MatchSubject incoming, MatchSubject known, int candidate, PlaceNames places, MatchPolicy policy)
    {
        var evidence = new List<MatchEvidence>();
        var name = Names(incoming, known, places, evidence);
        if (Codes(incoming, known, evidence) is { } byCode) return Numbered(byCode.Basis, byCode.Certainty(name));

        var contradicted = Contradicted(incoming, known, out var slip);
        if (contradicted)
        {
            evidence.Add(new("统一社会信用代码", incoming.CreditCode, known.CreditCode, null, 0,
                slip ? $"只差 {Likeness.Slips(incoming.CreditCode!, known.CreditCode!)} 位且其中一个校验不符，可能是录入错误" : "两个代码都有效而不相同，是两个单位"));
            if (!slip) return new(candidate, MatchBasis.NameAndAddress, MatchCertainty.None, 0, evidence);
        }
        if (incoming.RegistrationNumber is { } number && number == known.RegistrationNumber)
        {
            evidence.Add(new("注册号", number, known.RegistrationNumber, null, 0, "注册号相同"));
            return Numbered(MatchBasis.RegistrationNumber, name >= NameBehindNumber && !contradicted ? MatchCertainty.Certain : MatchCertainty.Likely);
        }
        var score = Score(incoming, known, places, policy, name, evidence);
        var certainty = score >= policy.CertainAt && !contradicted ? MatchCertainty.Certain : score >= policy.LikelyAt ? MatchCertainty.Likely : MatchCertainty.None;
        return new(candidate, MatchBasis.NameAndAddress, certainty, score, evidence);

        // A number that the name does not bear out gets no full score: confirming many by their score would take it along.
        MatchComparison Numbered(MatchBasis basis, MatchCertainty certain) => new(candidate, basis, certain, certain == MatchCertainty.Certain ? 1 : Math.Min(name, NameAlone), evidence);
    }

    /// <summary>Two certain answers, or two scores that lie too close together, are for a person.</summary>
    private static bool IsDoubtful(List<MatchComparison> ranked, MatchPolicy policy)
    {
        if (ranked is not [var best, var second, ..]) return false;
        if (best.Basis == MatchBasis.CreditCode) return second is { Certainty: MatchCertainty.Certain, Basis: MatchBasis.CreditCode or MatchBasis.RegistrationNumber };
        return second.Certainty == MatchCertainty.Certain || (best.Basis == second.Basis && best.Score - second.Score < policy.Margin);
    }

    private sealed record CodeMatch(MatchBasis Basis, Func<double, MatchCertainty> Certainty);

    private static CodeMatch? Codes(MatchSubject incoming, MatchSubject known, List<MatchEvidence> evidence)
    {
        if (incoming.CreditCode is not { } a || known.CreditCode is not { } b) return null;
        if (a == b)
        {
            evidence.Add(new("统一社会信用代码", a, b, null, 0, "代码相同"));
            return new(MatchBasis.CreditCode, _ => MatchCertainty.Certain);
        }
        if (OrganisationPart(a) is not { } part || part != OrganisationPart(b)) return null;
        evidence.Add(new("组织机构代码", part, part, null, 0, "信用代码第 9 至 17 位相同：同一主体在不同机关或不同地区赋码"));
        return new(MatchBasis.OrganisationCode, name => name >= NameBehindOrganisationCode ? MatchCertainty.Certain : MatchCertainty.Likely);
    }

    /// <summary>The organisation code inside a credit code, when its own check holds.</summary>
    public static string? OrganisationPart(string? creditCode) =>
        UnifiedSocialCreditCode.Check(creditCode) is { IsWellFormed: true } read && read.Value.Organisation.CheckHolds ? read.Value.Organisation.Value : null;

    private static bool Contradicted(MatchSubject incoming, MatchSubject known, out bool slip)
    {
        slip = false;
        if (incoming.CreditCode is not { } a || known.CreditCode is not { } b || a == b) return false;
        slip = Likeness.Slips(a, b) <= TypingSlips && !(UnifiedSocialCreditCode.Check(a).IsValid && UnifiedSocialCreditCode.Check(b).IsValid);
        return true;
    }

    private static double Names(MatchSubject incoming, MatchSubject known, PlaceNames places, List<MatchEvidence> evidence)
    {
        var told = CompanyName.Read(incoming.Name, places);
        var (name, likeness, former) = (known.Name, told.LikenessTo(CompanyName.Read(known.Name, places)), false);
        foreach (var (ours, theirs) in known.FormerNames.Select(f => (incoming.Name, f)).Concat(incoming.FormerNames.Select(f => (f, known.Name))))
        {
            var other = CompanyName.Read(ours, places).LikenessTo(CompanyName.Read(theirs, places));
            if (other > likeness) (name, likeness, former) = (theirs, other, true);
        }
        var core = CompanyName.Read(name, places);
        evidence.Add(new("名称", incoming.Name, name, likeness, 0, Says(told, core, likeness) + (former ? "（与曾用名比较）" : "")));
        return likeness;
    }

    private static string Says(CompanyName a, CompanyName b, double likeness) =>
        likeness >= 1 ? a.Full == b.Full ? "名称相同" : $"去掉地名和公司形式后相同：{a.Core}"
        : a.Numerals != b.Numerals ? "名称中的编号不同" : a.Branch != b.Branch ? "分支机构不同" : $"比较“{a.Core}”与“{b.Core}”";

    private static double Score(MatchSubject incoming, MatchSubject known, PlaceNames places, MatchPolicy policy, double name, List<MatchEvidence> evidence)
    {
        var (sum, weights) = (name * policy.NameWeight, policy.NameWeight);
        evidence[0] = evidence[0] with { Weight = policy.NameWeight };
        void Count(string part, string? a, string? b, double likeness, double weight, string says)
        {
            (sum, weights) = (sum + likeness * weight, weights + weight);
            evidence.Add(new(part, a, b, likeness, weight, says));
        }

        if (BestAddress(incoming, known, places) is var (ours, theirs, address)) Count("地址", ours, theirs, address, policy.AddressWeight, address >= 1 ? "地址相同" : "比较去掉地名后的地址");
        if (incoming.LegalRepresentative is { } person && known.LegalRepresentative is { } other)
            Count("法定代表人", person, other, person == other ? 1 : 0, policy.RepresentativeWeight, person == other ? "相同" : "不同");
        // A firm has several phones: another one says nothing.
        if (incoming.Phone is { } phone && phone == known.Phone) Count("电话", null, null, 1, policy.PhoneWeight, "电话相同");

        var score = weights > policy.NameWeight ? sum / weights : name * NameAlone;
        evidence.Add(new("得分", null, null, Math.Round(score, 3), 0, string.Create(CultureInfo.InvariantCulture,
            $"{string.Join(" + ", evidence.Where(e => e.Weight > 0).Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Part} {e.Likeness:0.00}×{e.Weight:0.00}")))}{(weights > policy.NameWeight ? string.Create(CultureInfo.InvariantCulture, $"，除以权重和 {weights:0.00}") : "，只有名称可比，乘以 0.90")}")));
        return Math.Round(score, 3);
    }

    private static (string Ours, string Theirs, double Likeness)? BestAddress(MatchSubject incoming, MatchSubject known, PlaceNames places)
    {
        (string, string, double)? best = null;
        foreach (var ours in incoming.Addresses)
            foreach (var theirs in known.Addresses)
                if (AddressText.Read(ours, places) is { } a && AddressText.Read(theirs, places) is { } b && a.LikenessTo(b) is var likeness && (best is null || likeness > best.Value.Item3))
                    best = (ours, theirs, likeness);
        return best;
    }
}
