using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Credit;
using Zhijian.Modules.Credit.Typical;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Modules.Oversight;
using Zhijian.Modules.Portal.Notices;
using Zhijian.Platform;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Portal.OpenData;

/// <summary>A column of a data set, as the dictionary tells it.</summary>
public sealed record OpenColumn(string Key, string Title, string Type, string About);

/// <summary>What is given away: facts that are public already, by licence, with a dictionary.</summary>
public sealed record OpenDataSet(string Key, string Title, string About, string Cycle, IReadOnlyList<OpenColumn> Columns, Func<int, int, IAsyncEnumerable<object?[]>> Rows)
{
    public IReadOnlyList<ExportColumn> Export => [.. Columns.Select(c => new ExportColumn(c.Key, c.Key))];
}

/// <summary>The data sets. Every one is read in pages by its key, so that a large one costs no more at a time than a small one.</summary>
public sealed class OpenDataSets(ZhijianDb db, DivisionDirectory divisions, ServerSettings settings, TimeProvider clock)
{
    public const string Licence = "可以免费获取、使用、加工、再传播，包括用于商业目的；使用时应注明来源“职业健康监管平台”和取得日期，不得歪曲原意，不得用于识别个人。数据按现状提供，以监管机关的文书为准。";
    const string Code = "文字", Text = "文字", Day = "日期", Number = "整数";

    public IReadOnlyList<OpenDataSet> All { get; private set; } = [];

    public async Task<IReadOnlyList<OpenDataSet>> LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        return All =
        [
            new("county-figures", "区县监管指标", "各区县每月的监管数字，与监管指标页面相同", "本月实时，以前各月不变",
                [new("period", "月份", Day, "该月第一天"), new("division", "行政区划代码", Code, "GB/T 2260，六位"), new("name", "区县", Text, ""), new("measure", "指标代码", Code, "见本字典的指标"), new("title", "指标", Text, ""), new("amount", "数值", Number, ""), new("unit", "单位", Text, "")],
                (skip, take) => FiguresAsync(skip, take, ct)),
            new("institutions", "职业卫生技术服务机构", "资质证书在有效期内的机构和业务范围", "实时",
                [new("name", "机构", Text, ""), new("credit_code", "统一社会信用代码", Code, "GB 32100，18 位"), new("grade", "资质等级", Text, "甲级、乙级；2021 年以前有丙级"), new("certificate", "证书编号", Text, ""), new("scopes", "业务范围", Text, "以“；”分隔"), new("area", "服务区域", Code, "行政区划代码前几位，空为全国"), new("valid_from", "有效期起", Day, ""), new("valid_to", "有效期止", Day, "")],
                (skip, take) => InstitutionsAsync(today, skip, take, ct)),
            new("dishonesty", "失信名单", "公示期内的失信单位", "实时",
                [new("employer", "单位", Text, ""), new("credit_code", "统一社会信用代码", Code, ""), new("trigger", "列入情形", Text, ""), new("article", "依据", Text, ""), new("published_on", "公布日期", Day, ""), new("until", "列入期限至", Day, "")],
                (skip, take) => ListedAsync(skip, take, ct)),
            new("good-faith", "守信名单", "列入期限内的守信单位", "实时",
                [new("employer", "单位", Text, ""), new("credit_code", "统一社会信用代码", Code, ""), new("reason", "守信事实", Text, ""), new("approved_on", "列入日期", Day, ""), new("until", "期限至", Day, "")],
                (skip, take) => GoodFaithAsync(today, skip, take, ct)),
            new("typical-cases", "典型案例", "已发布的典型案例，隐去单位和个人信息", "发布时",
                [new("title", "标题", Text, ""), new("story", "案情", Text, ""), new("result", "处理结果", Text, ""), new("lesson", "警示意义", Text, ""), new("published_on", "发布日期", Day, "")],
                (skip, take) => TypicalAsync(skip, take, ct)),
            new("notices", "通知公告", "已发布的通知公告", "发布时",
                [new("title", "标题", Text, ""), new("body", "正文", Text, ""), new("published_on", "发布日期", Day, "")],
                (skip, take) => NoticesAsync(skip, take, ct)),
        ];
    }

    IQueryable<T> Open<T>() where T : class => db.Set<T>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]);

    /// <summary>Certificates that hold today.</summary>
    internal static IQueryable<InstitutionRow> Institutions(ZhijianDb db, DateOnly today) =>
        from c in db.Set<InstitutionCertificate>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter])
        join o in db.Set<Organisation>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]) on c.InstitutionId equals o.Id
        where c.ValidFrom <= today && c.ValidTo >= today
        select new InstitutionRow { Id = c.Id, Name = o.Name, CreditCode = o.CreditCode, Grade = c.Grade, Number = c.Number, Scopes = c.Scopes, Area = c.Area, ValidFrom = c.ValidFrom, ValidTo = c.ValidTo };

    async IAsyncEnumerable<object?[]> FiguresAsync(int skip, int take, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string[] codes = [.. divisions.Children(settings.HomeDivision).Select(d => d.Code), settings.HomeDivision];
        var rows = Open<FigureCell>().Where(c => c.Dimension == FigureDimension.All && EF.Parameter(codes).Contains(c.DivisionCode)).OrderByDescending(c => c.Period).ThenBy(c => c.DivisionCode).ThenBy(c => c.Measure).Skip(skip).Take(take);
        await foreach (var c in rows.AsAsyncEnumerable().WithCancellation(ct)) yield return [c.Period, c.DivisionCode, divisions.Name(c.DivisionCode), c.Measure.ToString(), c.Measure.Text(), c.Amount, c.Measure.Unit()];
    }

    async IAsyncEnumerable<object?[]> InstitutionsAsync(DateOnly today, int skip, int take, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var r in Institutions(db, today).OrderBy(r => r.Name).ThenBy(r => r.Number).Skip(skip).Take(take).AsAsyncEnumerable().WithCancellation(ct)) yield return [r.Name, r.CreditCode, r.Grade, r.Number, r.Scopes, r.Area, r.ValidFrom, r.ValidTo];
    }

    async IAsyncEnumerable<object?[]> ListedAsync(int skip, int take, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var l in Open<CreditListing>().Where(l => l.IsListed).OrderByDescending(l => l.PublishedOn).ThenBy(l => l.Id).Skip(skip).Take(take).AsAsyncEnumerable().WithCancellation(ct)) yield return [l.EmployerName, l.CreditCode, l.Trigger, l.Article, l.PublishedOn, l.Until];
    }

    async IAsyncEnumerable<object?[]> GoodFaithAsync(DateOnly today, int skip, int take, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var g in GoodFaith(db, today).OrderByDescending(g => g.ApprovedOn).ThenBy(g => g.Id).Skip(skip).Take(take).AsAsyncEnumerable().WithCancellation(ct)) yield return [g.EmployerName, g.CreditCode, g.Reason, g.ApprovedOn, g.Until];
    }

    internal static IQueryable<GoodFaithEntry> GoodFaith(ZhijianDb db, DateOnly today) => db.Set<GoodFaithEntry>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(g => g.State == GoodFaithState.Approved && g.Until >= today);

    async IAsyncEnumerable<object?[]> TypicalAsync(int skip, int take, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var t in Open<TypicalCase>().Where(t => t.State == TypicalState.Published).OrderByDescending(t => t.PublishedOn).ThenBy(t => t.Id).Skip(skip).Take(take).AsAsyncEnumerable().WithCancellation(ct)) yield return [t.Title, t.Story, t.Result, t.Lesson, t.PublishedOn];
    }

    async IAsyncEnumerable<object?[]> NoticesAsync(int skip, int take, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var n in PublicNoticeDesk.Published(db).OrderByDescending(n => n.PublishedOn).ThenBy(n => n.Id).Skip(skip).Take(take).AsAsyncEnumerable().WithCancellation(ct)) yield return [n.Title, n.Body, n.PublishedOn];
    }
}

/// <summary>An institution with one of its certificates.</summary>
public sealed class InstitutionRow
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public required string CreditCode { get; init; }
    public required string Grade { get; init; }
    public required string Number { get; init; }
    public required string Scopes { get; init; }
    public required string Area { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidTo { get; init; }
}
