using System.ComponentModel.DataAnnotations;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Registry.Feeds.Pages;

public sealed class SourceForm
{
    [Display(Name = "来源名称"), Required, StringLength(60)] public string Title { get; set; } = "";
    [Display(Name = "提供部门"), Required, StringLength(60)] public string Department { get; set; } = "";
    [Display(Name = "启用")] public bool Active { get; set; } = true;
    [Display(Name = "自动匹配起点"), Required] public decimal? CertainAt { get; set; } = 0.95m;
    [Display(Name = "人工确认起点"), Required] public decimal? LikelyAt { get; set; } = 0.7m;
    public long Version { get; set; }

    internal SourceDraft Draft => new(Title, Department, Active, CertainAt!.Value, LikelyAt!.Value);
    internal static SourceForm Of(FeedSource s) => new() { Title = s.Title, Department = s.Department, Active = s.Active, CertainAt = s.CertainAt, LikelyAt = s.LikelyAt, Version = s.Version };
    public static IReadOnlyList<Option> Kinds { get; } = [.. Enum.GetValues<FeedSourceKind>().Select(k => new Option(k.ToString(), k.ChineseName()))];
}
