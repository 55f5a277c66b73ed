using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Oversight.Pivots;
using Zhijian.Modules.Oversight.Pivots.Pages;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Declarations;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Oversight.Pages;

/// <summary>The employers behind a figure: the very rows that it is the sum of.</summary>
public sealed class MemberList
{
    public MemberList(ZhijianDb db, Viewer viewer, DivisionDirectory divisions)
    {
        Rows = db.Set<FigureMember>().AsNoTracking().InScopeOf(viewer.Scope);
        Definition = new ListDefinition<FigureMember>("figures", "指标明细").Key(m => m.EmployerId)
            .Column("name", "单位", m => m.Name, c => c.Sortable().Wide().Link(m => $"/registry/{m.EmployerId}"))
            .Computed("place", "所在区划", m => divisions.Name(m.DivisionCode))
            .Column("industry", "行业大类", m => m.IndustryCode)
            .Column("exposed", Measure.Exposed.Text(), m => m.Exposed, c => c.AlignEnd())
            .Column("declared", Measure.Declared.Text(), m => m.Declared, c => c.Hidden().AlignEnd())
            .Column("declarationOverdue", Measure.DeclarationOverdue.Text(), m => m.DeclarationOverdue, c => c.AlignEnd())
            .Column("tested", Measure.Tested.Text(), m => m.Tested, c => c.AlignEnd())
            .Column("testOverdue", Measure.TestOverdue.Text(), m => m.TestOverdue, c => c.AlignEnd())
            .Column("results", Measure.Results.Text(), m => m.Results, c => c.Hidden().AlignEnd())
            .Column("resultsOver", Measure.ResultsOver.Text(), m => m.ResultsOver, c => c.AlignEnd())
            .Column("dangersOpen", Measure.DangersOpen.Text(), m => m.DangersOpen, c => c.AlignEnd())
            .Column("dangersOverdue", Measure.DangersOverdue.Text(), m => m.DangersOverdue, c => c.AlignEnd())
            .Column("visits", Measure.Visits.Text(), m => m.Visits, c => c.AlignEnd())
            .Column("cases", Measure.Cases.Text(), m => m.Cases, c => c.Hidden().AlignEnd())
            .Search("单位名称", (rows, q) => rows.Where(m => m.Name.Contains(q)))
            .Select("measure", "指标", [.. Measures.All.Select(m => new Option(m.ToString(), m.Text()))], (rows, value) => MeasureOf(value) is { } measure ? Counted(rows, measure) : rows)
            .Select("without", "其中没有", [.. Measures.All.Select(m => new Option(m.ToString(), m.Text()))], (rows, value) => MeasureOf(value) is { } measure ? rows.Where(m => EF.Property<long>(m, measure.ToString()) == 0) : rows)
            .Pick("county", "所在区划", "own-division", (rows, code) => divisions.Find(code) is { } place ? rows.Under(place.Path) : rows.Where(_ => false))
            .Text("industry", "行业大类代码", (rows, code) => rows.Where(m => m.IndustryCode == Stored(code)))
            .Select("scale", "企业规模", Options<EmployerSize>(PivotDimension.Size), (rows, value) => rows.Where(m => m.Size == Stored(value)))
            .Select("ownership", "登记注册类型", Options<RegistrationType>(PivotDimension.Ownership), (rows, value) => rows.Where(m => m.Ownership == Stored(value)))
            .Select("risk", "风险分类", Options<HazardRiskClass>(PivotDimension.Risk), (rows, value) => rows.Where(m => m.Risk == Stored(value)))
            .Select("hazard", "危害类别", Options<HazardClass>(PivotDimension.HazardClass), (rows, value) => PivotLinks.OfHazard(db, rows, value))
            .Text("factor", "危害因素代码", (rows, code) => PivotLinks.OfFactor(db, rows, code))
            .Text("at", "仅本级区划代码", (rows, code) => rows.Where(m => m.DivisionCode == code))
            .OrderBy("name");
    }

    public IQueryable<FigureMember> Rows { get; }
    public ListDefinition<FigureMember> Definition { get; }

    static string Stored(string value) => value == PivotReader.None ? "" : value;
    static Option[] Options<T>(PivotDimension dimension) where T : struct, Enum => [.. Enum.GetNames<T>().Append(PivotReader.None).Select(v => new Option(v, PivotReader.Word(dimension, v)))];

    public static Measure? MeasureOf(string? text) => Enum.TryParse<Measure>(text, out var measure) && Enum.IsDefined(measure) ? measure : null;
    static IQueryable<FigureMember> Counted(IQueryable<FigureMember> rows, Measure measure) => rows.Where(m => EF.Property<long>(m, measure.ToString()) != 0);
}
