using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Crypto;

namespace Zhijian.Platform.Audit;

/// <summary>Where the chain ended after a commit.</summary>
public sealed record AuditTip(long Seq, string Mac);

/// <summary>Adds lines to the audit inside the transaction that they tell about, each chained to the one before.</summary>
public sealed class AuditChain(KeyFolder keys, AuditAnchors anchors)
{
    public static readonly string Genesis = new('0', 64);

    internal async Task AppendAsync(ZhijianDb db, Change change, CancellationToken ct)
    {
        var entries = change.Entries;
        // An act that changed no audited row is an act all the same.
        if (entries.Count == 0 && change.Act.Quiet) return;
        if (entries.Count == 0) change.Note("-", "-", "act");

        var head = await LockHeadAsync(db, ct);
        var seq = head.Seq;
        var mac = head.Mac;
        foreach (var e in entries)
        {
            var line = new AuditEntry
            {
                Seq = ++seq,
                At = new DateTime(change.At.Ticks - change.At.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc),
                ActorId = change.Viewer.UserId,
                ActorName = change.Viewer.Name,
                Address = change.Viewer.Address,
                Act = change.Act.Name,
                Reason = Texts.CutIfAny(change.Act.Reason, AuditTables.Reason),
                Entity = e.Entity,
                EntityId = e.EntityId,
                Kind = e.Kind,
                Before = e.Before,
                After = e.After,
                ScopePath = e.ScopePath,
                TraceId = Activity.Current?.TraceId.ToString(),
            };
            line.Mac = mac = MacOf(keys.Audit, mac, line);
            db.Add(line);
        }
        head.Seq = seq;
        head.Mac = mac;
        change.Tip = new(seq, mac);
    }

    /// <summary>Remembers the end of the chain outside the database; lost anchors only mean an older one is the last.</summary>
    internal void Anchor(AuditTip tip) => anchors.Note(tip);

    static async Task<AuditHead> LockHeadAsync(ZhijianDb db, CancellationToken ct)
    {
        // What this context remembers of an earlier commit may be older than what others have added since.
        if (db.Set<AuditHead>().Local.SingleOrDefault() is { } remembered) db.Entry(remembered).State = EntityState.Detached;
        var head = db.IsPostgres
            ? await db.Set<AuditHead>().FromSql($"SELECT * FROM audit_head WHERE id = 1 FOR UPDATE").SingleOrDefaultAsync(ct)
            : await db.Set<AuditHead>().SingleOrDefaultAsync(ct);
        if (head is not null) return head;
        head = new AuditHead { Mac = Genesis };
        db.Add(head);
        return head;
    }

    internal static string MacOf(byte[] key, string previous, AuditEntry e) => Convert.ToHexStringLower(ChineseCrypto.HmacSm3(key,
        previous,
        e.Seq.ToString(CultureInfo.InvariantCulture),
        e.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        e.ActorId?.ToString(), e.ActorName, e.Address, e.Act, e.Reason, e.Entity, e.EntityId, e.Kind, e.Before, e.After, e.ScopePath, e.TraceId));
}
