using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Reference.Pages;

/// <summary>Start a draft (empty-handed or with a sheet), change its rows, hand it in.</summary>
[Requires(ReferenceDesk.MayPropose)]
public sealed class ProposeModel(ReferenceQueries queries, ReferenceDirectory directory, ReferenceDesk desk, ReferenceErrors errors, IViewer viewer) : PageModel
{
    const int MostFound = 12;

    public ReferenceTable Table { get; private set; } = null!;
    public IReadOnlyList<VersionFace> Versions { get; private set; } = [];
    public VersionFace Newest => Versions[^1];
    public VersionKind Kind { get; private set; }
    public VersionLine? Draft { get; private set; }
    public ReferenceComparison? Comparison { get; private set; }
    public DifferencePage? Difference => Comparison is null ? null : new(Comparison, 1, to => $"/reference/versions/{Draft!.Id}?p={to}");
    public string? Q { get; private set; }
    public IReadOnlyList<ReferenceRow> Found { get; private set; } = [];
    public string? RowKey { get; private set; }
    public IReadOnlyDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>();
    public IReadOnlyList<CellProblem> Problems { get; private set; } = [];
    /// <summary>The sheet that was just refused, its errors marked.</summary>
    public Guid? ErrorFile { get; private set; }
    public Proposal? Proposal { get; private set; }
    public string? Why { get; private set; }
    public string? Whence { get; private set; }

    public async Task<IActionResult> OnGetAsync(string key, Guid? draft, string? q, string? row, CancellationToken ct)
    {
        if (!await LoadAsync(key, draft, ct)) return NotFound();
        if (Draft is null) return Page();
        Q = q?.Length > SearchWord.MaxLength ? q[..SearchWord.MaxLength] : q;
        if (SearchWord.Of(Q) is { } word) Found = await queries.FindRowsAsync(Table, Draft.Id, word, MostFound, ct);
        if (row is { Length: > 0 and <= 300 } && await queries.RowAsync(Table, Draft.Id, row, ct) is { } chosen) (RowKey, Values) = (row, Table.FormValues(chosen));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string key, VersionKind kind, Guid? basedOn, IFormFile? file, [FromForm(Name = "__key")] string? once, CancellationToken ct)
    {
        if (!await LoadAsync(key, null, ct)) return NotFound();
        Kind = kind;
        await using var sheet = file?.OpenReadStream();
        var answer = await TryAsync(async () =>
        {
            var id = sheet is null ? await desk.StartAsync(key, kind, basedOn, once, ct) : await desk.UploadAsync(key, kind, basedOn, sheet, file!.FileName, once, ct);
            this.Flash("草稿已建立。");
            return id;
        }, key);
        if (sheet is not null && Problems.Count > 0) ErrorFile = await errors.KeepAsync(Table, sheet, file!.FileName, ct);
        return answer;
    }

    public async Task<IActionResult> OnPostRowAsync(string key, Guid draft, string? row, string? why, string? whence, CancellationToken ct)
    {
        if (!await LoadAsync(key, draft, ct) || Draft is null) return NotFound();
        Keep(row, why, whence);
        return await TryAsync(async () =>
        {
            await desk.EditRowAsync(draft, RowKey, Values, why, whence, ct);
            this.Flash("已写入草稿。");
            return draft;
        }, key);
    }

    public async Task<IActionResult> OnPostRemoveRowAsync(string key, Guid draft, string? row, string? why, string? whence, CancellationToken ct)
    {
        if (!await LoadAsync(key, draft, ct) || Draft is null || row is null) return NotFound();
        Keep(row, why, whence);
        return await TryAsync(async () =>
        {
            await desk.RemoveRowAsync(draft, row, why, whence, ct);
            this.Flash("已从草稿删除。");
            return draft;
        }, key);
    }

    public async Task<IActionResult> OnPostSubmitAsync(string key, Guid draft, string? title, string? source, string? from, string? reason, string? note, [FromForm(Name = "__key")] string? once, CancellationToken ct)
    {
        if (!await LoadAsync(key, draft, ct) || Draft is null) return NotFound();
        var day = DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : (DateOnly?)null;
        Proposal = new(title ?? "", source ?? "", day, reason ?? "", note);
        return await TryAsync(async () =>
        {
            await desk.ProposeAsync(draft, Proposal, once, ct);
            this.Flash("已提交，等待第二人审批。");
            return draft;
        }, key, $"/reference/versions/{draft}");
    }

    void Keep(string? row, string? why, string? whence)
    {
        (RowKey, Why, Whence) = (string.IsNullOrEmpty(row) ? null : row, why, whence);
        Values = Table.Sheet.Columns.ToDictionary(c => c.Key, c => Request.Form["v." + c.Key].ToString());
    }

    async Task<IActionResult> TryAsync(Func<Task<Guid>> work, string key, string? next = null)
    {
        try
        {
            var id = await work();
            return Redirect(next ?? $"/reference/{key}/propose?draft={id}");
        }
        catch (RowsRefused e) { Problems = e.Problems; }
        catch (Refusal e) { ModelState.AddModelError(e.Field ?? "", e.Message); }
        catch (NotFoundException) { return NotFound(); }
        return Page();
    }

    async Task<bool> LoadAsync(string key, Guid? draft, CancellationToken ct)
    {
        if (ReferenceTables.Find(key) is not { } table) return false;
        Table = table;
        Versions = (await directory.TimelineAsync(ct)).Of(key);
        if (draft is not { } id) return Versions.Count > 0;
        try { Draft = await queries.VersionAsync(id, ct); }
        catch (NotFoundException) { return false; }
        if (Draft.TableKey != key || Draft.Status != VersionStatus.Draft || Draft.ProposerId != viewer.UserId) return false;
        if (Draft.BasedOnId is { } based) Comparison = await queries.CompareAsync(await queries.VersionAsync(based, ct), Draft, true, ct);
        return true;
    }
}
