using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Matching;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>Decides for the records of a chunk what is to be made of each; writes nothing.</summary>
sealed class FeedPlanner(ZhijianDb db, CandidateFinder finder, MatchKeys keys, IndustryNames industries, DivisionDirectory divisions, Viewer viewer, ServerSettings settings)
{
    public async Task PlanAsync(FeedReading reading, IReadOnlyList<FeedRow> rows, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var places = new FeedPlaces(divisions, viewer, settings);
        var catalogue = await industries.LoadAsync(ct);
        var read = new List<(FeedRow Row, DivisionDirectory.DivisionEntry? Place)>();
        foreach (var row in rows)
        {
            var (place, problem) = places.Find(row, reading.Spec.Division);
            if (problem is null && row.IndustryCode is { } code && !catalogue.Codes.Contains(code))
                problem = new(FeedFact.IndustryCode, FeedProblem.Industry, $"行业代码 {code} 不在现行的国民经济行业分类中");
            row.Plan = new(place, catalogue.Find(row.IndustryCode, row.IndustryName) ?? reading.Spec.Industry, MatchVerdict.Nobody, [], Problem: problem);
            if (problem is null) read.Add((row, place));
        }
        var candidates = await finder.FindAsync(read, ct);
        for (var i = 0; i < read.Count; i++) read[i].Row.Plan = Judge(reading, read[i].Row, read[i].Row.Plan!, candidates[i]);
    }

    /// <summary>Place and industry of one record, without looking for anybody: a person has decided who it is.</summary>
    public async Task<FeedPlan> ReadAsync(FeedReading reading, FeedRow row, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var (place, problem) = new FeedPlaces(divisions, viewer, settings).Find(row, reading.Spec.Division);
        return new(place, (await industries.LoadAsync(ct)).Find(row.IndustryCode, row.IndustryName) ?? reading.Spec.Industry, MatchVerdict.Nobody, [], Problem: problem);
    }

    FeedPlan Judge(FeedReading reading, FeedRow row, FeedPlan plan, IReadOnlyList<KnownEmployer> candidates)
    {
        var verdict = EmployerMatching.Judge(Subject(row), [.. candidates.Select(c => c.Subject)], keys.PlacesOf(plan.Place?.Code ?? settings.HomeDivision), reading.Source.Policy);
        plan = plan with { Verdict = verdict, Candidates = candidates };
        var seen = verdict.Ranked.Where(r => viewer.Scope.Covers(candidates[r.Candidate].ScopePath)).ToList();
        // Names of other regions are their business; a code or number that is theirs cannot be taken here.
        if (verdict.Ranked.Count > 0 && seen.Count == 0)
            return plan with { Problem = new(FeedFact.CreditCode, FeedProblem.Elsewhere, "该单位已在其他地区建档，请报上级处理") };
        if (seen.Count < verdict.Ranked.Count)
            plan = plan with { Verdict = verdict = verdict.Best is { } b && seen.Contains(b) ? verdict with { Ranked = seen } : new(MatchCertainty.Likely, null, seen) };

        if (row.CreditCode is { } code && !UnifiedSocialCreditCode.Check(code).IsValid && !reading.Source.KeepsFailedCodes)
            return Ask(plan, row, "统一社会信用代码的校验位不符，来源不是登记机关");
        if (verdict.Best is { } best) return plan with { Target = candidates[best.Candidate] };
        if (verdict.Certainty == MatchCertainty.Likely) return Ask(plan, row, seen.Count > 1 ? $"可能是 {seen.Count} 家在册单位中的一家" : "可能是在册单位");
        return Incomplete(plan, row) is { } problem ? plan with { Problem = problem } : plan;
    }

    FeedPlan Ask(FeedPlan plan, FeedRow row, string why) =>
        plan.Verdict.Ranked.Count == 0 && Incomplete(plan, row) is { } problem ? plan with { Problem = problem } : plan with { Question = why };

    /// <summary>What a new file needs and the record lacks.</summary>
    public FeedProblem? Incomplete(FeedPlan plan, FeedRow row) =>
        plan.Problem is { } problem ? problem
        : plan.Place is null ? new(FeedFact.Division, FeedProblem.Incomplete, "不在册，且看不出在哪个区划，不能新建档案")
        : !viewer.Scope.Covers(plan.Place.Path) ? new(FeedFact.Division, FeedProblem.Scope, $"按地址或信用代码在{plan.Place.Name}，{PlaceFinder.OutOfScope}")
        : plan.Industry is null ? new(row.IndustryName is null ? FeedFact.IndustryCode : FeedFact.IndustryName, FeedProblem.Incomplete, "不在册，且没有可识别的行业，不能新建档案")
        : null;

    MatchSubject Subject(FeedRow row) => new(row.Name)
    {
        CreditCode = row.CreditCode, RegistrationNumber = row.RegistrationNumber, LegalRepresentative = row.LegalRepresentative, Phone = keys.PhoneHash(row.Phone),
        FormerNames = row.FormerNames, Addresses = [.. new[] { row.WorkplaceAddress, row.RegisteredAddress }.OfType<string>().Distinct()],
    };
}
