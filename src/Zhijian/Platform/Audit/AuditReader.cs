using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Audit;

/// <summary>What an auditor asks for; days are those of China, both included.</summary>
public sealed record AuditQuestion(
    DateOnly? From = null, DateOnly? To = null, string? Actor = null, string[]? Acts = null, string[]? Entities = null,
    string? EntityId = null, string[]? Kinds = null, string? Address = null);

public sealed record AuditPage(IReadOnlyList<AuditEntry> Lines, long? Older);

/// <summary>Reads the audit, newest first, and writes into it that it was read.</summary>
public sealed class AuditReader(ZhijianDb db, WritePath write, Viewer viewer, DivisionDirectory divisions)
{
    public const int PageSize = 50;
    const int CityLevel = 2, Batch = 1000;
    static readonly DateOnly Oldest = new(1900, 1, 1), Newest = new(9000, 1, 1);
    static readonly TimeSpan China = TimeSpan.FromHours(8);

    public async Task<AuditPage> PageAsync(AuditQuestion question, long? before, CancellationToken ct)
    {
        await NoteAsync("audit.read", new { question, before }, ct);
        var lines = await Lines(question).Where(a => before == null || a.Seq < before)
            .OrderByDescending(a => a.Seq).Take(PageSize + 1).ToListAsync(ct);
        return lines.Count > PageSize ? new([.. lines.Take(PageSize)], lines[PageSize - 1].Seq) : new(lines, null);
    }

    public async Task<AuditEntry> OneAsync(long seq, CancellationToken ct)
    {
        await NoteAsync("audit.read", new { seq }, ct);
        return await Lines(new()).SingleOrDefaultAsync(a => a.Seq == seq, ct) ?? throw new NotFoundException();
    }

    /// <summary>Everything that matches, by keys, so that a long export holds no transaction open and grows no memory.</summary>
    public async IAsyncEnumerable<AuditEntry> ExportAsync(AuditQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        await NoteAsync("audit.export", question, ct);
        for (long? before = null; ;)
        {
            var lines = await Lines(question).Where(a => before == null || a.Seq < before).OrderByDescending(a => a.Seq).Take(Batch).ToListAsync(ct);
            foreach (var line in lines) yield return line;
            if (lines.Count < Batch) yield break;
            before = lines[^1].Seq;
        }
    }

    /// <summary>The viewer's own sign-ins, failures and ended sessions.</summary>
    public Task<List<AuditEntry>> OwnSignInsAsync(CancellationToken ct)
    {
        string[] kinds = ["sign-in", "sign-in-failed", "sign-out", "lock-out", "session-ended", "second-factor"];
        var id = viewer.UserId.ToString();
        return db.Set<AuditEntry>().AsNoTracking().Where(a => a.Entity == nameof(User) && a.EntityId == id && kinds.Contains(a.Kind))
            .OrderByDescending(a => a.Seq).Take(100).ToListAsync(ct);
    }

    Task NoteAsync(string act, object asked, CancellationToken ct) => write.CommitAsync(new(act), change =>
    {
        change.Note("Audit", "-", "read", asked);
        return Task.CompletedTask;
    }, ct);

    IQueryable<AuditEntry> Lines(AuditQuestion q)
    {
        var lines = Seen(db.Set<AuditEntry>().AsNoTracking());
        if (q.From is { } from) { var start = Start(from); lines = lines.Where(a => a.At >= start); }
        if (q.To is { } to) { var end = Start(to < Newest ? to.AddDays(1) : Newest); lines = lines.Where(a => a.At < end); }
        if (q.Actor is { } actor) lines = lines.Where(a => a.ActorName.Contains(actor));
        if (q.Acts is { } acts) lines = lines.Where(a => acts.Contains(a.Act));
        if (q.Entities is { } entities) lines = lines.Where(a => entities.Contains(a.Entity));
        if (q.EntityId is { } id) lines = lines.Where(a => a.EntityId == id);
        if (q.Kinds is { } kinds) lines = lines.Where(a => kinds.Contains(a.Kind));
        if (q.Address is { } address) lines = lines.Where(a => a.Address == address);
        return lines;
    }

    /// <summary>The city's auditor sees every line; a county's those about its records and by its users.</summary>
    IQueryable<AuditEntry> Seen(IQueryable<AuditEntry> lines)
    {
        if (viewer.Scope.All || divisions.All.Any(d => d.Path == viewer.Scope.Path && d.Level <= CityLevel)) return lines;
        var (from, to) = (viewer.Scope.PathFrom, viewer.Scope.PathTo);
        return lines.Where(a => (string.Compare(a.ScopePath, from) >= 0 && string.Compare(a.ScopePath, to) < 0)
            || db.Users.Any(u => u.Id == a.ActorId));
    }

    /// <summary>The first moment of a day; days at the edge of what a calendar can hold have none in every time zone.</summary>
    static DateTime Start(DateOnly day)
    {
        var known = day < Oldest ? Oldest : day > Newest ? Newest : day;
        return new DateTimeOffset(known.ToDateTime(TimeOnly.MinValue), China).UtcDateTime;
    }
}
