using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>One column of the form: the partner's heading and what it is taken for.</summary>
public sealed class ColumnForm
{
    public string Heading { get; set; } = "";
    public FeedFact? Fact { get; set; }
}

/// <summary>One word of the partner and what it means; empty: as usual.</summary>
public sealed class WordForm
{
    public string Word { get; set; } = "";
    public string? Means { get; set; }
}

/// <summary>The mapping of a source: proposed from a sample or as it stands, set right by a person.</summary>
[Requires(FeedPermissions.Manage)]
public sealed class MappingModel(ZhijianDb db, FeedDesk desk, FeedSources sources, FileDesk files, DivisionDirectory divisions) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Sample { get; set; }
    [BindProperty] public List<ColumnForm> Columns { get; set; } = [];
    [BindProperty] public List<WordForm> Statuses { get; set; } = [];
    [BindProperty] public List<WordForm> Types { get; set; } = [];
    [BindProperty] public string? Division { get; set; }
    [BindProperty] public string? Industry { get; set; }

    public FeedSource Source { get; private set; } = null!;
    public IReadOnlyDictionary<string, SampleColumn> Seen { get; private set; } = new Dictionary<string, SampleColumn>();
    public static IReadOnlyList<Option> Facts { get; } = [.. FeedFacts.All.Select(f => new Option(f.Fact.ToString(), f.Title))];
    public static IReadOnlyList<Option> StatusOptions { get; } = [.. Enum.GetValues<EmployerStatus>().Select(s => new Option(s.ToString(), s.ChineseName()))];
    public static IReadOnlyList<Option> TypeOptions { get; } = [.. Enum.GetValues<RegistrationType>().Select(t => new Option(t.ToString(), t.ChineseName()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var spec = MappingSpec.Read((await sources.NewestAsync(Id, ct))!.Spec);
        (Division, Industry) = (spec.Division, spec.Industry);
        if (Sample is null) Fill(spec, spec.Columns.Values, spec.Columns);
        else
        {
            try
            {
                await ReadSampleAsync(ct);
            }
            catch (SheetRefusedException refused)
            {
                this.Flash(refused.Message, Zhijian.Platform.Ui.Pieces.Tone.Warning);
                return Redirect($"/registry/feeds/sources/{Id}/sample");
            }
            Fill(spec, Seen.Keys, Proposed(spec));
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var number = 0;
        if (!await this.TryAsync(async () => number = await desk.MapAsync(Id, await ReadAsync(ct), this.Key(), ct), "")) return Page();
        this.Flash($"对照已保存为第 {number} 版，以后的文件按此读取。");
        return Redirect($"/registry/feeds/sources/{Id}");
    }

    async Task<MappingSpec> ReadAsync(CancellationToken ct)
    {
        var columns = new Dictionary<FeedFact, string>();
        foreach (var column in Columns.Where(c => c.Fact is not null))
            if (!columns.TryAdd(column.Fact!.Value, column.Heading)) throw new Refusal($"“{FeedFacts.Of(column.Fact.Value).Title}”选了两列：{columns[column.Fact.Value]}、{column.Heading}。");
        await divisions.LoadAsync(db, ct);
        var division = string.IsNullOrWhiteSpace(Division) ? null : divisions.Find(Division.Trim())?.Code ?? throw new Refusal("没有这个行政区划。", nameof(Division));
        var industry = string.IsNullOrWhiteSpace(Industry) ? null
            : Zhijian.Rules.Identifiers.IndustryCode.Check(Industry) is { IsValid: true } read && char.IsAsciiDigit(read.Value.Value[0]) ? read.Value.Value : throw new Refusal("行业应为 2 至 4 位数字代码。", nameof(Industry));
        return new(columns, Words<EmployerStatus>(Statuses), Words<RegistrationType>(Types), division, industry);
    }

    static Dictionary<string, T> Words<T>(List<WordForm> forms) where T : struct, Enum =>
        forms.Where(w => w.Word.Trim() is { Length: > 0 and <= 100 } && Enum.TryParse<T>(w.Means, out _)).DistinctBy(w => MappingSpec.Fold(w.Word)).ToDictionary(w => w.Word.Trim(), w => Enum.Parse<T>(w.Means!));

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Set<FeedSource>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == Id, ct) is not { } found) return false;
        Source = found;
        return true;
    }

    async Task ReadSampleAsync(CancellationToken ct)
    {
        var (file, content) = await files.OpenAsync(Sample!.Value, ct);
        await using (content)
            Seen = file.Purpose == SampleModel.Purpose.Key ? SampleReader.Read(content, file.Kind).ToDictionary(c => c.Heading) : throw new NotFoundException();
    }

    /// <summary>What a person decided before goes before the guess.</summary>
    Dictionary<FeedFact, string> Proposed(MappingSpec spec)
    {
        var columns = MappingProposal.Columns([.. Seen.Keys]).ToDictionary();
        foreach (var (fact, heading) in spec.Columns)
        {
            if (Seen.Keys.FirstOrDefault(h => MappingSpec.Fold(h) == MappingSpec.Fold(heading)) is not { } present) continue;
            foreach (var other in columns.Where(c => c.Value == present).Select(c => c.Key).ToList()) columns.Remove(other);
            columns[fact] = present;
        }
        return columns;
    }

    void Fill(MappingSpec spec, IEnumerable<string> headings, IReadOnlyDictionary<FeedFact, string> columns)
    {
        var byHeading = columns.ToDictionary(c => c.Value, c => c.Key);
        Columns = [.. headings.Select(h => new ColumnForm { Heading = h, Fact = byHeading.TryGetValue(h, out var fact) ? fact : null })];
        Statuses = Words(columns, FeedFact.Status, spec.Statuses, w => MappingProposal.Status(w));
        Types = Words(columns, FeedFact.RegistrationType, spec.Types, w => MappingProposal.Type(w));
    }

    List<WordForm> Words<T>(IReadOnlyDictionary<FeedFact, string> columns, FeedFact fact, IReadOnlyDictionary<string, T> kept, Func<string, T?> usual) where T : struct
    {
        var words = kept.Keys.ToList();
        if (columns.TryGetValue(fact, out var heading) && Seen.TryGetValue(heading, out var column)) words.AddRange(column.Words);
        return [.. words.DistinctBy(MappingSpec.Fold).Select(w => new WordForm { Word = w, Means = kept.TryGetValue(w, out var means) ? means.ToString() : usual(w)?.ToString() })];
    }
}
