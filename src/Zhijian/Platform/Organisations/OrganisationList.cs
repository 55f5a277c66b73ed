using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Platform.Organisations;

/// <summary>The list of organisations: columns and filters in one place.</summary>
public sealed class OrganisationList(DivisionDirectory divisions)
{
    public ListDefinition<Organisation> Definition { get; } = new ListDefinition<Organisation>("organisations", "单位")
        .Key(o => o.Id)
        .Column("name", "名称", o => o.Name, c => c.Sortable().Wide().Link(o => $"/admin/organisations/{o.Id}"))
        .Column("creditCode", "统一社会信用代码", o => o.CreditCode, c => c.Sortable().NoWrap())
        .Computed("kind", "类别", o => o.Kind.ChineseName())
        .Computed("place", "所在区划", o => divisions.Name(o.DivisionCode))
        .Search("名称、统一社会信用代码", (rows, q) => rows.Where(o => o.Name.Contains(q) || o.CreditCode.StartsWith(q)))
        .Select("kind", "类别", Kinds, (rows, value) => Enum.TryParse<OrganisationKind>(value, out var kind) ? rows.Where(o => o.Kind == kind) : rows)
        .Pick("division", "所在区划", OwnDivisionPicker.Kind, (rows, code) => divisions.Find(code) is { } d ? In(rows, Scope.Subtree(d.Path)) : rows.Where(_ => false))
        .OrderBy("name");

    public static IReadOnlyList<Option> Kinds { get; } = [.. Enum.GetValues<OrganisationKind>().Select(k => new Option(k.ToString(), k.ChineseName()))];

    static IQueryable<Organisation> In(IQueryable<Organisation> rows, Scope scope)
    {
        var (from, to) = (scope.PathFrom, scope.PathTo);
        return rows.Where(o => string.Compare(o.ScopePath, from) >= 0 && string.Compare(o.ScopePath, to) < 0);
    }
}

public static class OrganisationKinds
{
    public static string ChineseName(this OrganisationKind kind) => kind switch
    {
        OrganisationKind.Employer => "用人单位",
        OrganisationKind.ProjectOwner => "建设单位",
        OrganisationKind.ServiceInstitution => "职业卫生技术服务机构",
        OrganisationKind.ExamInstitution => "职业健康检查机构",
        OrganisationKind.MemberDepartment => "联席会议成员单位",
        OrganisationKind.TradeUnion => "工会",
        OrganisationKind.ExpertPool => "专家库",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
