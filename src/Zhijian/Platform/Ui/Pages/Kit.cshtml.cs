using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Ui.Pages;

/// <summary>The living page of the interface kit: every piece with an example of the duty. Development only.</summary>
[Public]
public sealed class KitModel(IHostEnvironment environment) : PageModel
{
    public sealed record Result(int Id, string Employer, string Post, string Factor, Ratio Ratio, DateOnly SampledOn, DateOnly? Due, string State, Tone Tone);

    public sealed class DeclarationForm
    {
        [Display(Name = "单位名称"), Required, StringLength(60)]
        public string? Name { get; set; }

        [Display(Name = "统一社会信用代码"), Required, RegularExpression("[0-9A-HJ-NPQRTUWXY]{18}")]
        public string? CreditCode { get; set; }

        [Display(Name = "所在地区"), Required]
        public string? Division { get; set; }

        [Display(Name = "行业分类")]
        public string? Industry { get; set; }

        [Display(Name = "主要危害因素"), Required]
        public string? Hazard { get; set; }

        [Display(Name = "接触人数"), Required, Range(1, 100000)]
        public int? Workers { get; set; }

        [Display(Name = "最近检测日期")]
        public DateOnly? MeasuredOn { get; set; }

        [Display(Name = "申报类型"), Required]
        public string? Kind { get; set; } = "first";

        [Display(Name = "变更原因")]
        public string? Reason { get; set; }

        [Display(Name = "情况说明"), StringLength(500)]
        public string? Note { get; set; }

        [Display(Name = "本单位对所填内容的真实性负责")]
        public bool Agreed { get; set; }

        [Display(Name = "检测报告")]
        public IFormFile? Report { get; set; }
    }

    public static readonly IReadOnlyList<Option> Kinds = [new("first", "首次申报"), new("change", "变更申报", "法定代表人、工艺、因素有变化"), new("yearly", "年度更新")];
    public static readonly IReadOnlyList<Option> Reasons = [new("process", "工艺变更"), new("factor", "危害因素变更"), new("person", "法定代表人变更")];
    private static readonly IReadOnlyList<Option> States = [new("待整改", "待整改"), new("整改中", "整改中"), new("已办结", "已办结"), new("已登记", "已登记")];

    private static readonly ListDefinition<Result> Results = new ListDefinition<Result>("results", "检测结果")
        .Key(row => row.Id)
        .Column("employer", "用人单位", row => row.Employer, column => column.Sortable().Wide().Link(row => $"/kit?row={row.Id}"))
        .Column("post", "岗位", row => row.Post)
        .Column("factor", "危害因素", row => row.Factor, column => column.Sortable())
        .Column("ratio", "检测值 / 限值", row => row.Ratio.Value / row.Ratio.Limit, column => column.Sortable().Cell(row => row.Ratio.Draw()))
        .Column("sampled", "采样日期", row => row.SampledOn, column => column.Sortable().NoWrap())
        .Column("state", "状态", row => row.State, column => column.Cell(row => Badges.Status(row.State, row.Tone)))
        .Column("due", "整改期限", row => row.Due, column => column.Sortable().Cell(row => row.Due is { } due ? Badges.Deadline(due, due.DayNumber - Today.DayNumber) : Markup.Text(Display.Nothing)))
        .Column("value", "检测值", row => row.Ratio.Value, column => column.Hidden().AlignEnd())
        .Search("单位、岗位、因素", (rows, term) => rows.Where(row => row.Employer.Contains(term) || row.Post.Contains(term) || row.Factor.Contains(term)))
        .Select("state", "状态", States, (rows, value) => rows.Where(row => row.State == value))
        .Dates("sampled", "采样日期", row => row.SampledOn)
        .Flag("exceeds", "只看超标", rows => rows.Where(row => row.Ratio.Value > row.Ratio.Limit))
        .OrderBy("sampled", descending: true)
        .Bulk(new BulkAction("Assign", "分派整改", "user-check"))
        .Bulk(new BulkAction("Close", "批量办结", "circle-check", Confirm: "确定把选中的记录办结吗？"));

    private static readonly ListDefinition<Result> NoReports = new ListDefinition<Result>("no-reports", "检测报告")
        .Column("employer", "用人单位", row => row.Employer, column => column.Sortable())
        .Column("sampled", "采样日期", row => row.SampledOn);

    private static readonly DateOnly Today = new(2026, 3, 12);

    [BindProperty]
    public DeclarationForm Input { get; set; } = new();

    public ListPage<Result> List { get; private set; } = null!;
    public ListPage<Result> Nothing { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    public Progress Import => Step(0);

    public Chart Monthly { get; } = new("各月检测结果", ChartKind.StackedBar, "点次",
        ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月"],
        new ChartSeries("合格", [412, 186, 530, 618, 702, 655, 590, 611], Tone.Success),
        new ChartSeries("达到行动水平", [64, 30, 88, 97, 110, 92, 84, 90], Tone.Warning),
        new ChartSeries("超标", [22, 9, 31, 26, 35, 24, 19, 17], Tone.Danger));

    public Chart Rate { get; } = new("职业健康检查应检尽检率", ChartKind.Line, "%", ["2019", "2020", "2021", "2022", "2023", "2024", "2025"],
        new ChartSeries("全市", [78.2m, 74.5m, 82.1m, 86.0m, 88.4m, 91.2m, 92.7m]),
        new ChartSeries("巩义市", [80.1m, 76.9m, 85.5m, 89.2m, 90.3m, 93.8m, 95.1m]));

    public IReadOnlyList<MapValue> Counties { get; } =
    [
        new("410102", "中原区", 212), new("410103", "二七区", 168), new("410104", "管城回族区", 195), new("410105", "金水区", 143),
        new("410106", "上街区", 320), new("410108", "惠济区", 131), new("410122", "中牟县", 402), new("410181", "巩义市", 866),
        new("410182", "荥阳市", 571), new("410183", "新密市", 748), new("410184", "新郑市", 492), new("410185", "登封市", 655),
    ];

    public IReadOnlyList<TimelineItem> Events { get; } =
    [
        new("2026-03-12 09:20", "责令限期整改", "破碎岗位矽尘 2.4 mg/m³，超过呼尘限值 0.7 mg/m³，限 30 日内整改。", "巩义市卫生健康委员会", "/kit", Tone.Danger, "gavel"),
        new("2026-03-09", "收到检测报告", "共 36 点次，超标 2 点次。", "某职业卫生技术服务机构", Tone: Tone.Warning, Icon: "report"),
        new("2026-01-20", "年度更新申报已受理", "回执编号 ZZSB-2026-004812。", "巩义市", Tone: Tone.Success),
        new("2025-06-18", "建立一企一档", Icon: "folder-plus"),
    ];

    public Task<IActionResult> OnGetAsync(ListRequest request, CancellationToken ct) => ShowAsync(request, ct);

    public async Task<IActionResult> OnPostAsync(ListRequest request, CancellationToken ct)
    {
        if (!Input.Agreed)
            ModelState.AddModelError("Input.Agreed", "请确认对所填内容的真实性负责。");
        if (!ModelState.IsValid)
            return await ShowAsync(request, ct);
        this.Flash($"已提交：{Input.Name}，接触人数 {Input.Workers} 人。");
        return RedirectToPage();
    }

    public IActionResult OnPostAssign(int[] ids) => Done($"已分派 {ids.Length} 条。");

    public IActionResult OnPostClose(int[] ids) => Done($"已办结 {ids.Length} 条。");

    public IActionResult OnGetExport(ListRequest request)
    {
        var rows = Results.Apply(Rows.AsQueryable(), request).Select(row => string.Join(',', Results.ExportRow(row, request)));
        return Content(string.Join('\n', rows.Prepend(string.Join(',', Results.ExportColumns(request).Select(column => column.Title)))), "text/csv; charset=utf-8");
    }

    public IActionResult OnGetImport(int percent) => this.Piece(Step(percent).Draw());

    public IActionResult OnGetGeo() => PhysicalFile(Path.Combine(AppContext.BaseDirectory, "reference", "zhengzhou-counties.geo.json"), "application/json");

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!environment.IsDevelopment())
            context.Result = NotFound();
    }

    private async Task<IActionResult> ShowAsync(ListRequest request, CancellationToken ct)
    {
        List = await Results.LoadAsync(Rows.AsQueryable(), request, ct);
        Nothing = await NoReports.LoadAsync(Enumerable.Empty<Result>().AsQueryable(), request, ct);
        return Page();
    }

    private RedirectToPageResult Done(string text)
    {
        this.Flash(text);
        return RedirectToPage();
    }

    private static Progress Step(int percent) => percent >= 100
        ? new Progress("导入检测结果", 100, "已完成：12,480 行，其中 3 行需要更正。", Tone: Tone.Success)
        : new Progress("导入检测结果", percent, $"已读 {12480 * percent / 100:N0} / 12,480 行", $"/kit?handler=Import&percent={percent + 20}");

    private static readonly Result[] Rows = [.. Enumerable.Range(0, 137).Select(Example)];

    private static Result Example(int id)
    {
        (string Employer, string Post, string Factor, Ratio Ratio)[] measured =
        [
            ("郑州示例涂装有限公司", "喷漆", "苯", new(9.2m, 6, 3, "mg/m³", "Ⅳ")),
            ("巩义示例耐火材料厂", "破碎", "矽尘（呼尘）", new(2.4m, 0.7m, 0.35m, "mg/m³", "Ⅳ")),
            ("新密示例机械有限公司", "冲压", "噪声", new(83.6m, 85, 80, "dB(A)") { From = 60 }),
            ("登封示例电子有限公司", "清洗", "三氯乙烯", new(11, 30, 15, "mg/m³", "Ⅱ")),
            ("荥阳示例铸造有限公司", "浇注", "一氧化碳", new(17.5m, 20, 10, "mg/m³", "Ⅲ")),
            ("中牟示例家具有限公司", "调胶", "甲苯", new(0.3m, 50, 25, "mg/m³", "0", BelowDetection: true)),
            ("上街示例铝业有限公司", "电解", "噪声", new(91.3m, 85, 80, "dB(A)") { From = 60 }),
        ];
        var (employer, post, factor, ratio) = measured[id % measured.Length];
        var (state, tone) = ratio.Value <= ratio.Limit ? ("已登记", Tone.Neutral) : (id / 7 % 3) switch { 0 => ("待整改", Tone.Danger), 1 => ("整改中", Tone.Info), _ => ("已办结", Tone.Success) };
        return new Result(id, $"{employer}（{id / 7 + 1}）", post, factor, ratio, Today.AddDays(-id), ratio.Value > ratio.Limit ? Today.AddDays(id % 40 - 4) : null, state, tone);
    }
}
