using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Penalties;

namespace Zhijian.Modules.Credit;

/// <summary>A fact that meets a trigger, with its words as they will be quoted.</summary>
/// <param name="SubjectId">The danger or the case; null: entered by hand.</param>
public sealed record FoundFact(Guid EmployerId, string TriggerCode, Guid? SubjectId, string Text, DateOnly On, string? Link);

/// <summary>Finds candidates from what the platform knows: major dangers not put right in time, and penalties that hold. Every fact is taken once.</summary>
sealed class CreditFinder(ZhijianDb db, Viewer viewer, CreditBook book, CreditKeeper keeper) : IHandleNow<DangerBecameOverdue>, IHandleNow<CaseDecided>
{
    public async Task HandleAsync(DangerBecameOverdue overdue, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        await KeepAsync(await DangersAsync(db.Set<HiddenDanger>().Where(d => d.Id == overdue.DangerId), 1, ct), change, ct);
    }

    public async Task HandleAsync(CaseDecided decided, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        await KeepAsync(await CasesAsync(db.Set<CaseRecord>().Where(c => c.Id == decided.CaseId), ChinaTime.DateOf(change.At), 1, ct), change, ct);
    }

    /// <summary>The next facts that no event brought.</summary>
    /// <returns>How many were found.</returns>
    public async Task<int> SearchAsync(int most, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        List<FoundFact> facts = [.. await DangersAsync(db.Set<HiddenDanger>(), most, ct), .. await CasesAsync(db.Set<CaseRecord>(), ChinaTime.DateOf(change.At), most, ct)];
        await KeepAsync(facts, change, ct);
        return facts.Count;
    }

    async Task<List<FoundFact>> DangersAsync(IQueryable<HiddenDanger> dangers, int most, CancellationToken ct)
    {
        var found = await dangers.AsNoTracking().Where(d => d.IsOpen && d.Grade == DangerGrade.Major && d.Deadline != null && (d.State == DangerState.Overdue || d.State == DangerState.CaseCandidate || d.State == DangerState.CaseFiled)
                && !db.Set<CreditFact>().Any(f => f.SubjectId == d.Id) && db.Set<Employer>().Any(e => e.Id == d.EmployerId && e.Status == EmployerStatus.Operating))
            .OrderBy(d => d.Id).Take(most).ToListAsync(ct);
        return found.ConvertAll(d => new FoundFact(d.EmployerId, CreditBook.SevereExceedance, d.Id,
            Texts.Cut($"{Display.Date(d.FoundOn)}发现重大隐患：{d.Finding}；{d.OrderNumber}责令 {Display.Date(d.Deadline!.Value)} 前整改，期满仍未整改销号，单位仍在生产经营", CreditTables.Text), d.Deadline.Value, $"/dangers/{d.Id}"));
    }

    async Task<List<FoundFact>> CasesAsync(IQueryable<CaseRecord> cases, DateOnly today, int most, CancellationToken ct)
    {
        var grounds = book.GroundsOn(today).DistinctBy(g => g.ActCode).ToDictionary(g => g.ActCode);
        string[] acts = [.. grounds.Keys];
        var found = await cases.AsNoTracking().Where(c => c.DecidedOn != null && !c.Annulled && EF.Parameter(acts).Contains(c.ActCode) && !db.Set<CreditFact>().Any(f => f.SubjectId == c.Id)).OrderBy(c => c.Id).Take(most).ToListAsync(ct);
        return found.ConvertAll(c => new FoundFact(c.EmployerId, grounds[c.ActCode].TriggerCode, c.Id,
            Texts.Cut($"{Display.Date(c.DecidedOn!.Value)} {c.DecisionNumber}：{grounds[c.ActCode].Title}（{c.Cause}）{(c.Fine > 0 ? $"，罚款{Money.Text(c.Fine)}" : "")}", CreditTables.Text), c.DecidedOn.Value, $"/cases/{c.Id}"));
    }

    async Task KeepAsync(IReadOnlyList<FoundFact> facts, Change change, CancellationToken ct)
    {
        foreach (var together in facts.GroupBy(f => (f.EmployerId, f.TriggerCode))) await keeper.FoundAsync(together.Key.EmployerId, together.Key.TriggerCode, [.. together], null, change, ct);
    }
}
