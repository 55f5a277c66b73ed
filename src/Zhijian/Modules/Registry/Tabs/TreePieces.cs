using Microsoft.AspNetCore.Html;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Tabs;

/// <summary>An exposure of a workshop to show or to edit; without a node a new one.</summary>
public sealed record ExposureView(WorkplaceTree Tree, WorkshopNode Shop, ExposureNode? Node);

/// <summary>A workshop or a post to edit: both have a name and a number of persons.</summary>
public sealed record NodeView(WorkplaceTree Tree, string Name, string Persons)
{
    public static NodeView Workshop(WorkplaceTree tree) => new(tree, "车间名称", "接触人数（不重复）");
    public static NodeView Post(WorkplaceTree tree) => new(tree, "岗位（工种）名称", "人数");
}

static class TreePieces
{
    /// <summary>Opens a node of the tree in its place; without script on the page of the workplace.</summary>
    public static IHtmlContent Link(WorkplaceTree tree, string open, string icon, string text, string about)
    {
        var (path, target) = ($"/registry/workplaces/{tree.Workplace.Id}?open={open}", $"tree-{tree.Workplace.Id}");
        return Markup.When(tree.MayEdit, $"<a class=\"z-tree-act\" href=\"{path}#{target}\" hx-get=\"{path}\" hx-target=\"#{target}\" hx-select=\"#{target}\" hx-swap=\"outerHTML show:none\">{Markup.Icon(icon)}{text}<span class=\"visually-hidden\">：{about}</span></a>");
    }

    public static string Numbers(Exposure e) => string.Join("，", new[]
    {
        e.Persons is { } n ? $"{n} 人" : null, e.HoursPerDay is { } h ? $"每日 {Display.Number(h)} 小时" : null, e.DaysPerWeek is { } d ? $"每周 {Display.Number(d)} 天" : null,
        e.Facilities is { } f ? $"设施：{f}" : null, e.ProtectiveEquipment is { } p ? $"防护用品：{p}" : null,
    }.OfType<string>());
}
