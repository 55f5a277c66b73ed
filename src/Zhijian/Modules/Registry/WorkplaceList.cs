using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry;

/// <summary>A workplace with its employer, as listed.</summary>
public sealed class WorkplaceLine
{
    public Guid Id { get; init; }
    public Guid EmployerId { get; init; }
    public required string Name { get; init; }
    public required string Employer { get; init; }
    public required string Address { get; init; }
    public required string DivisionCode { get; init; }
    public required string CountyCode { get; init; }
    public required string SupervisorCode { get; init; }
    public required string ScopePath { get; init; }
    public bool IsMain { get; init; }
    public int? Workers { get; init; }
    public int? ExposedWorkers { get; init; }
    public int? RiskGrade { get; init; }
    public EmployerStatus Status { get; init; }
}

/// <summary>The list of workplaces: also those whose employer stands in another county.</summary>
public sealed class WorkplaceList(DivisionDirectory divisions)
{
    const int County = 3;

    public ListDefinition<WorkplaceLine> Definition { get; } = new ListDefinition<WorkplaceLine>("workplaces", "工作场所")
        .Key(w => w.Id)
        .Column("address", "工作场所地址", w => w.Address, c => c.Sortable().Wide().Link(w => $"/registry/{w.EmployerId}?tab=places"))
        .Column("name", "工作场所", w => w.Name)
        .Column("employer", "用人单位", w => w.Employer, c => c.Wide().Link(w => $"/registry/{w.EmployerId}"))
        .Computed("place", "所在区划", w => divisions.Name(w.DivisionCode))
        .Computed("supervisor", "监管机关", w => divisions.Name(w.SupervisorCode))
        .Column("workers", "劳动者", w => w.Workers, c => c.AlignEnd())
        .Column("exposed", "接触人数", w => w.ExposedWorkers, c => c.AlignEnd())
        .Computed("grade", "风险分级", w => EmployerList.Grade(w.RiskGrade), c => c.Cell(w => w.RiskGrade is { } grade ? Badges.Status(EmployerList.Grade(grade)!, RegistryTones.Of((HazardRiskGrade)grade)) : Markup.Text("—")))
        .Computed("main", "主要", w => w.IsMain ? "是" : "否", c => c.Hidden())
        .Computed("status", "状态", w => w.Status.ChineseName(), c => c.Cell(w => Badges.Status(w.Status.ChineseName(), RegistryTones.Of(w.Status))))
        .Search("地址、名称", (rows, q) => rows.Where(w => w.Address.Contains(q) || w.Name.Contains(q)))
        .Pick("region", "区域", OwnDivisionPicker.Kind, (rows, code) => divisions.Find(code) switch
        {
            null => rows.Where(_ => false),
            { Level: County } => rows.Where(w => w.CountyCode == code),
            var place => Under(rows, place.Path),
        })
        .Pick("supervisor", "监管机关", OwnDivisionPicker.Kind, (rows, v) => rows.Where(w => w.SupervisorCode == v))
        .Select("status", "状态", EmployerList.Options<EmployerStatus>(v => v.ChineseName()), (rows, v) => Enum.Parse<EmployerStatus>(v) is var status ? rows.Where(w => w.Status == status) : rows)
        .Flag("other", "只看分支场所", rows => rows.Where(w => !w.IsMain))
        .OrderBy("address")
        .CountUpTo(EmployerList.CountLimit);

    static IQueryable<WorkplaceLine> Under(IQueryable<WorkplaceLine> rows, string path)
    {
        var subtree = Scope.Subtree(path);
        var (from, to) = (subtree.PathFrom, subtree.PathTo);
        return rows.Where(w => string.Compare(w.ScopePath, from) >= 0 && string.Compare(w.ScopePath, to) < 0);
    }

    /// <summary>With the names of their employers; a name is no secret to whom the workplace is open.</summary>
    public static IQueryable<WorkplaceLine> Lines(IQueryable<Workplace> rows, ZhijianDb db) =>
        from w in rows
        join e in db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]) on w.EmployerId equals e.Id
        where e.MergedIntoId == null
        select new WorkplaceLine
        {
            Id = w.Id, EmployerId = w.EmployerId, Name = w.Name, Employer = e.Name, Address = w.Address, DivisionCode = w.DivisionCode, CountyCode = w.CountyCode,
            SupervisorCode = w.SupervisorCode, ScopePath = w.ScopePath, IsMain = w.IsMain, Workers = w.Workers, ExposedWorkers = w.ExposedWorkers, RiskGrade = w.RiskGrade, Status = w.Status,
        };
}
