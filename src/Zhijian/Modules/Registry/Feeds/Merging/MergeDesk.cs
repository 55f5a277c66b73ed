using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Jobs;

namespace Zhijian.Modules.Registry.Feeds.Merging;

/// <summary>Makes two files one, and takes that back.</summary>
public sealed class MergeDesk(ZhijianDb db, WritePath write, EmployerMaker maker, IEnumerable<IMoveWithEmployer> movers, JobDesk jobs, Viewer viewer)
{
    static readonly string[] Hazards = [nameof(Employer.HasDust), nameof(Employer.HasChemical), nameof(Employer.HasPhysical), nameof(Employer.HasRadiation), nameof(Employer.HasBiological), nameof(Employer.HasOther)];
    static readonly string[] Declared = [nameof(Employer.DeclarationStanding), nameof(Employer.DeclaredOn), nameof(Employer.DeclarationDue)];

    /// <param name="fromGone">Fields whose value is taken from the file that goes.</param>
    public Task<Guid> MergeAsync(Guid keptId, Guid goneId, IReadOnlySet<string> fromGone, string reason, string? key, CancellationToken ct) => write.CommitAsync(new("registry.merge", reason, key), async change =>
    {
        if (keptId == goneId) throw new Refusal("请选择两份不同的档案。");
        var (kept, gone) = (await FindAsync(keptId, ct), await FindAsync(goneId, ct));
        if (await db.Users.IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(u => u.OrganisationId == goneId, ct))
            throw new Refusal("被并入的档案有企业账号，合并后账号将看不到档案。请改为保留有账号的一份；两份都有账号时，请先由系统管理员处理账号。");
        // Both were found in the viewer's scope; what hangs on them may reach further.
        using var everything = viewer.ActAsPlatform();
        var move = new EmployerMove(db, goneId, keptId, ChinaTime.DateOf(change.At));
        var (keptName, goneName, keptCode, goneCode) = (kept.Name, gone.Name, kept.CreditCode, gone.CreditCode);
        var lineage = new List<FieldChange>();
        // A code belongs to one file at any moment, also inside this transaction.
        if (fromGone.Contains(nameof(Employer.CreditCode)) && goneCode is not null)
        {
            move.Set(gone, nameof(Employer.CreditCode), null);
            await db.SaveChangesAsync(ct);
        }
        foreach (var field in MergeFields.All.Where(f => fromGone.Contains(f.Field)))
        {
            var value = field.Field == nameof(Employer.CreditCode) ? goneCode : db.Entry(gone).Property(field.Field).CurrentValue;
            var before = field.Store(kept);
            move.Set(kept, field.Field, value);
            if (field.Field == nameof(Employer.CreditCode)) move.Set(kept, nameof(Employer.CodeStanding), EmployerMaker.StandingOf(goneCode));
            if (field.Store(kept) is var after && after != before)
                lineage.Add(new() { EmployerId = keptId, Field = field.Field, Before = before, After = after, Source = await SourceAsync(gone, field.Field, ct), By = viewer.Name, At = change.At });
        }
        foreach (var hazard in Hazards)
            if ((bool)db.Entry(gone).Property(hazard).CurrentValue!) move.Set(kept, hazard, true);
        if (kept.DeclarationStanding == DeclarationStanding.None)
            foreach (var field in Declared) move.Set(kept, field, db.Entry(gone).Property(field).CurrentValue);
        var former = await db.Set<FormerName>().Where(n => n.EmployerId == keptId || n.EmployerId == goneId).Select(n => n.Name).ToListAsync(ct);
        move.Set(kept, nameof(Employer.SearchText), maker.Search(kept.Name, [kept.CreditCode, kept.RegistrationNumber, keptName, goneName, goneCode, gone.RegistrationNumber, .. former]));
        await db.SaveChangesAsync(ct);

        foreach (var mover in movers) await mover.MoveAsync(move, ct);
        foreach (var earlier in await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(e => e.MergedIntoId == goneId).ToListAsync(ct)) move.Set(earlier, nameof(Employer.MergedIntoId), keptId);
        move.Set(gone, nameof(Employer.MergedIntoId), keptId);
        db.AddRange(lineage);

        var merge = new EmployerMerge
        {
            KeptId = keptId, GoneId = goneId, KeptName = keptName, GoneName = goneName, KeptCode = keptCode, GoneCode = goneCode, Reason = reason, Record = EmployerMove.Store(move.Moved),
            Rows = move.Moved.Select(m => (m.Type, m.Key)).Distinct().Count(), DivisionCode = kept.DivisionCode, MergedBy = viewer.Name, MergedAt = change.At,
        };
        db.Add(merge);
        foreach (var pair in await db.Set<DuplicatePair>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(p => (p.FirstId == keptId && p.SecondId == goneId) || (p.FirstId == goneId && p.SecondId == keptId)).ToListAsync(ct))
            (pair.State, pair.DecidedBy) = (PairState.Merged, viewer.Name);
        await db.SaveChangesAsync(ct);
        Tell(change, merge, "registry.merged", $"并入重复档案：{goneName}", $"并入：{keptName}", reason, [.. lineage.Select(l => l.Field), nameof(Workplace)]);
        return merge.Id;
    }, ct);

    public Task UndoAsync(Guid mergeId, string reason, string? key, CancellationToken ct) => write.CommitAsync(new("registry.merge-undo", reason, key), async change =>
    {
        var merge = await db.Set<EmployerMerge>().SingleOrDefaultAsync(m => m.Id == mergeId, ct) ?? throw new NotFoundException();
        if (merge.UndoneAt is not null) throw new Refusal("这次合并已经撤销。");
        var kept = await db.Set<Employer>().SingleOrDefaultAsync(e => e.Id == merge.KeptId, ct) ?? throw new NotFoundException();
        if (kept.MergedIntoId is not null) throw new Refusal("保留的档案后来又并入了另一份，请先撤销后一次合并。");
        using var everything = viewer.ActAsPlatform();
        var (left, gone) = (new List<string>(), 0);
        var values = EmployerMove.Read(merge.Record);
        for (var i = values.Count - 1; i >= 0; i--)
        {
            var row = await RowAsync(values[i], ct);
            if (row is null) gone++;
            else if (!EmployerMove.Restore(db, row, values[i])) left.Add(Title(values[i]));
            // Codes and main workplaces are unique: one file after the other.
            if (row is Employer && (i == 0 || values[i - 1].Key != values[i].Key)) await db.SaveChangesAsync(ct);
        }
        foreach (var field in MergeFields.All.Where(f => values.Any(v => v.Key == merge.KeptId && v.Property == f.Field)))
            db.Add(new FieldChange { EmployerId = merge.KeptId, Field = field.Field, After = field.Store(kept), Source = await SourceBeforeAsync(merge, kept, field.Field, ct), By = viewer.Name, At = change.At });
        (merge.UndoneAt, merge.UndoneBy, merge.UndoReason) = (change.At, viewer.Name, reason);
        merge.UndoRemark = left.Count + gone == 0 ? null
            : Texts.Cut($"{(left.Count > 0 ? $"合并后又有改动，保留现值：{string.Join("、", left.Distinct())}。" : "")}{(gone > 0 ? $"{gone} 处已被删除，没有恢复。" : "")}", 500);
        foreach (var pair in await db.Set<DuplicatePair>().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Where(p => p.State == PairState.Merged && ((p.FirstId == merge.KeptId && p.SecondId == merge.GoneId) || (p.FirstId == merge.GoneId && p.SecondId == merge.KeptId))).ToListAsync(ct))
            (pair.State, pair.DecidedBy) = (PairState.Open, null);
        await db.SaveChangesAsync(ct);
        Tell(change, merge, "registry.merge-undone", $"撤销合并：{merge.GoneName}恢复为单独的档案", $"撤销合并：从{merge.KeptName}恢复", reason, [.. values.Where(v => v.Key == merge.KeptId).Select(v => v.Property).Distinct(), nameof(Workplace)]);
    }, ct);

    /// <summary>Begins to look for doubles among what is new or changed.</summary>
    public Task LookAsync(string? key, CancellationToken ct) => write.CommitAsync(new("registry.duplicates", Key: key), change =>
    {
        jobs.Enqueue(change, DuplicateJob.Key, "比对重复档案", new { });
        return Task.CompletedTask;
    }, ct);

    /// <summary>The two are different employers; they are not proposed again.</summary>
    public Task PartAsync(Guid pairId, string? key, CancellationToken ct) => write.CommitAsync(new("registry.duplicate-part", Key: key), async _ =>
    {
        var pair = await db.Set<DuplicatePair>().SingleOrDefaultAsync(p => p.Id == pairId, ct) ?? throw new NotFoundException();
        if (pair.State != PairState.Open) throw new Refusal("已经处理过。");
        (pair.State, pair.DecidedBy) = (PairState.Different, viewer.Name);
    }, ct);

    async Task<Employer> FindAsync(Guid id, CancellationToken ct)
    {
        var employer = await db.Set<Employer>().SingleOrDefaultAsync(e => e.Id == id, ct) ?? throw new NotFoundException();
        if (!viewer.Scope.Covers(employer.ScopePath)) throw new NotFoundException();
        return employer.MergedIntoId is null ? employer : throw new Refusal($"“{employer.Name}”已并入另一份档案。");
    }

    async Task<object?> RowAsync(MovedValue value, CancellationToken ct)
    {
        var type = db.Model.FindEntityType(value.Type) ?? throw new InvalidOperationException($"The table of {value.Type} is gone.");
        return await db.FindAsync(type.ClrType, [value.Key], ct);
    }

    async Task<string> SourceAsync(Employer employer, string field, CancellationToken ct) =>
        await db.Set<FieldChange>().Where(c => c.EmployerId == employer.Id && c.Field == field).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Select(c => c.Source).FirstOrDefaultAsync(ct) ?? employer.Source;

    /// <summary>Who stood behind the value that is put back.</summary>
    async Task<string> SourceBeforeAsync(EmployerMerge merge, Employer kept, string field, CancellationToken ct) =>
        await db.Set<FieldChange>().Where(c => c.EmployerId == kept.Id && c.Field == field && c.At < merge.MergedAt).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Select(c => c.Source).FirstOrDefaultAsync(ct) ?? kept.Source;

    static void Tell(Change change, EmployerMerge merge, string kind, string toKept, string toGone, string reason, string[] fields)
    {
        var (today, link) = (ChinaTime.DateOf(change.At), $"/registry/merges/{merge.Id}");
        change.Raise(new EmployerHappening(merge.KeptId, today, kind, Texts.Cut(toKept, 200), reason, link));
        change.Raise(new EmployerHappening(merge.GoneId, today, kind, Texts.Cut(toGone, 200), reason, link));
        change.Raise(new EmployerChanged(merge.KeptId, fields, $"merge:{merge.Id}", today));
        if (kind == "registry.merge-undone") change.Raise(new EmployerChanged(merge.GoneId, [nameof(Workplace)], $"merge:{merge.Id}", today));
    }

    static string Title(MovedValue value) => MergeFields.All.FirstOrDefault(f => f.Field == value.Property)?.Title ?? value.Type[(value.Type.LastIndexOf('.') + 1)..] + "." + value.Property;
}
