using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Audit;

/// <summary>Proves the audit chain line by line, and its end against the anchors outside the database.</summary>
public sealed class AuditVerifier(ZhijianDb db, KeyFolder keys, AuditAnchors anchors)
{
    public sealed record Report(long Lines, IReadOnlyList<string> Problems)
    {
        public bool Sound => Problems.Count == 0;
    }

    const int MostProblems = 20;

    public async Task<Report> VerifyAsync(CancellationToken ct = default)
    {
        var problems = new List<string>();
        void Report(string problem) { if (problems.Count < MostProblems) problems.Add(problem); }

        var wanted = anchors.Anchors().GroupBy(a => a.Seq).ToDictionary(g => g.Key, g => g.Last().Mac);
        var tip = anchors.ReadTip();
        if (tip is not null) wanted[tip.Seq] = tip.Mac;

        var previous = AuditChain.Genesis;
        long seq = 0;
        await foreach (var line in db.Set<AuditEntry>().AsNoTracking().OrderBy(a => a.Seq).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (line.Seq != seq + 1) Report($"第 {seq + 1} 行至第 {line.Seq - 1} 行缺失，或编号不连续");
            if (AuditChain.MacOf(keys.Audit, previous, line) != line.Mac) Report($"第 {line.Seq} 行的校验值不符：该行或其前一行被改动、插入或调换");
            if (wanted.Remove(line.Seq, out var anchored) && anchored != line.Mac) Report($"第 {line.Seq} 行与库外锚点不符");
            seq = line.Seq;
            previous = line.Mac;
        }

        // Whoever cuts the tail would take the anchors away as well.
        if (tip is null && seq > 0) Report("库外锚点 anchors/tip 缺失或无法读取：不能证明日志尾部没有被截断，请与打印或备份的锚点核对");
        if (seq == 0 && await db.Set<InstallationSetting>().AnyAsync(ct)) Report("审计日志是空的，而平台已经启用");
        foreach (var missing in wanted.Keys.Where(k => k > 0).Order()) Report($"库外锚点第 {missing} 行在数据库中不存在：日志尾部被截断");
        var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(ct);
        if ((head?.Seq ?? 0) != seq || (head is not null && head.Mac != previous)) Report($"链尾记录（第 {head?.Seq ?? 0} 行）与最后一行（第 {seq} 行）不符");
        return new(seq, problems);
    }
}
