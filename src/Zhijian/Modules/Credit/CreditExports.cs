using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Cases;

namespace Zhijian.Modules.Credit;

public enum CreditExportKind { Penalties, Listings, Removals, GoodFaith }

/// <summary>What is sent to the credit platform: 行政处罚双公示 and the two lists, with the columns that it takes. Streamed, inside the viewer's scope.</summary>
public sealed class CreditExports(ZhijianDb db, WritePath write, Viewer viewer, CreditBook book)
{
    const decimal TenThousand = 10_000m;
    /// <summary>The tables of the credit platform take a far day for a penalty that does not end.</summary>
    static readonly DateOnly WithoutEnd = new(2099, 12, 31);

    public static string Title(CreditExportKind kind) => kind switch
    {
        CreditExportKind.Penalties => "行政处罚双公示", CreditExportKind.Listings => "列入失信名单", CreditExportKind.Removals => "移出失信名单", _ => "守信名单",
    };

    public static IReadOnlyList<ExportColumn> Columns(CreditExportKind kind) => [.. (kind switch
    {
        CreditExportKind.Penalties => (string[])["行政相对人名称", "行政相对人类别", "统一社会信用代码", "法定代表人", "行政处罚决定书文号", "违法行为类型", "违法事实", "处罚依据", "处罚类别", "处罚内容", "罚款金额（万元）", "原决定罚款金额（万元）", "没收金额（万元）",
            "暂扣或吊销证照名称及编号", "处罚决定日期", "处罚有效期", "公示截止期", "处罚机关", "处罚机关统一社会信用代码", "数据来源单位", "数据来源单位统一社会信用代码", "备注"],
        CreditExportKind.Listings => ["单位名称", "统一社会信用代码", "法定代表人", "列入情形", "列入依据", "失信事实", "决定书文号", "列入决定机关", "公布日期", "有效期至", "惩戒措施", "告知书文号", "备注"],
        CreditExportKind.Removals => ["单位名称", "统一社会信用代码", "列入决定书文号", "列入情形", "公布日期", "移出决定书文号", "移出日期", "移出决定机关"],
        _ => ["单位名称", "统一社会信用代码", "守信事实", "列入日期", "有效期至", "认定机关", "状态"],
    }).Select((title, i) => new ExportColumn($"c{i + 1}", title))];

    /// <summary>What was carried away, by whom.</summary>
    public Task NoteAsync(CreditExportKind kind, DateOnly from, DateOnly to, CancellationToken ct) => write.CommitAsync(new("credit.export"), change =>
    {
        change.Note("List", kind.ToString(), "export", $"{Display.Date(from)}–{Display.Date(to)}");
        return Task.CompletedTask;
    }, ct);

    public IAsyncEnumerable<object?[]> RowsAsync(CreditExportKind kind, DateOnly from, DateOnly to, CancellationToken ct) => kind switch
    {
        CreditExportKind.Penalties => PenaltiesAsync(from, to, ct),
        CreditExportKind.Listings => ListingsAsync(from, to, ct),
        CreditExportKind.Removals => RemovalsAsync(from, to, ct),
        _ => GoodFaithAsync(from, to, ct),
    };

    async IAsyncEnumerable<object?[]> PenaltiesAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken ct)
    {
        var (bodies, law) = (await BodiesAsync(ct), await book.LawAsync(ct));
        var rows = from c in db.Set<CaseRecord>().AsNoTracking().InScopeOf(viewer.Scope)
                   where c.DecidedOn >= @from && c.DecidedOn <= to && c.DecisionNumber != null
                   join e in db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]) on c.EmployerId equals e.Id
                   join l in db.Set<CaseLine>() on c.Id equals l.CaseId
                   where l.Kind == CaseActKind.Decide
                   orderby c.DecidedOn, c.Id
                   select new { Case = c, e.CreditCode, e.LegalRepresentative, Line = l };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var (c, decided) = (row.Case, (Decide)CaseFolder.ActOf(row.Line));
            var (on, authority) = (c.DecidedOn!.Value, bodies(c.AuthorityCode, c.DecidedOn!.Value));
            var kinds = new[] { decided.Sanctions.Any(s => s.Warned) ? "警告" : null, c.DecidedFine > 0 ? "罚款" : null, decided.Sanctions.Any(s => s.Severe) ? "责令停产停业等" : null };
            yield return
            [
                c.PartyName, "法人及非法人组织", row.CreditCode, row.LegalRepresentative, c.DecisionNumber, c.Cause, c.Facts, string.Join("、", decided.Sanctions.Select(s => s.Act.Article).Distinct()), string.Join("；", kinds.OfType<string>()),
                CaseTexts.Of(decided.Sanctions), c.Fine / TenThousand, c.DecidedFine / TenThousand, null, null, on, WithoutEnd, law.Due("penalty-shown", on), authority?.Name, authority?.CreditCode, authority?.Name, authority?.CreditCode, c.Outcome(),
            ];
        }
    }

    async IAsyncEnumerable<object?[]> ListingsAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken ct)
    {
        var names = await NamesAsync(ct);
        var rows = from l in db.Set<CreditListing>().AsNoTracking().InScopeOf(viewer.Scope)
                   where l.PublishedOn >= @from && l.PublishedOn <= to
                   join e in db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]) on l.EmployerId equals e.Id
                   orderby l.PublishedOn, l.Id
                   select new { Row = l, e.LegalRepresentative, Facts = db.Set<CreditFact>().Where(f => f.ListingId == l.Id).OrderBy(f => f.On).Select(f => f.Text).ToList() };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var l = row.Row;
            yield return [l.EmployerName, l.CreditCode, row.LegalRepresentative, l.Trigger, l.Article, string.Join("；", row.Facts), l.DecisionNumber, names(l.AuthorityCode, l.PublishedOn!.Value), l.PublishedOn, l.Until, book.MeasureTitles(l.Measures), l.NoticeNumber, l.IsListed ? null : "已移出"];
        }
    }

    async IAsyncEnumerable<object?[]> RemovalsAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken ct)
    {
        var names = await NamesAsync(ct);
        var rows = db.Set<CreditListing>().AsNoTracking().InScopeOf(viewer.Scope).Where(l => l.RemovalNumber != null && l.LastOn >= @from && l.LastOn <= to).OrderBy(l => l.LastOn).ThenBy(l => l.Id);
        await foreach (var l in rows.AsAsyncEnumerable().WithCancellation(ct))
            yield return [l.EmployerName, l.CreditCode, l.DecisionNumber, l.Trigger, l.PublishedOn, l.RemovalNumber, l.LastOn, names(l.AuthorityCode, l.LastOn)];
    }

    async IAsyncEnumerable<object?[]> GoodFaithAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken ct)
    {
        var names = await NamesAsync(ct);
        var rows = db.Set<GoodFaithEntry>().AsNoTracking().InScopeOf(viewer.Scope).Where(g => g.ApprovedOn >= @from && g.ApprovedOn <= to).OrderBy(g => g.ApprovedOn).ThenBy(g => g.Id);
        await foreach (var g in rows.AsAsyncEnumerable().WithCancellation(ct))
            yield return [g.EmployerName, g.CreditCode, g.Reason, g.ApprovedOn, g.Until, names(g.AuthorityCode, g.ApprovedOn!.Value), g.State == GoodFaithState.Ended ? $"{Display.Date(g.EndedOn!.Value)} 移出：{g.EndReason}" : "有效"];
    }

    /// <summary>What an authority was called on a day.</summary>
    async Task<Func<string, DateOnly, string?>> NamesAsync(CancellationToken ct)
    {
        var bodies = await BodiesAsync(ct);
        return (code, day) => bodies(code, day)?.Name;
    }

    /// <summary>Which body an authority was on a day.</summary>
    async Task<Func<string, DateOnly, AuthorityName?>> BodiesAsync(CancellationToken ct)
    {
        var authorities = await db.Set<Authority>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Include(a => a.Names).ToDictionaryAsync(a => a.DivisionCode, ct);
        return (code, day) => authorities.GetValueOrDefault(code)?.NameOn(day);
    }
}
