using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>The step form: 基本信息 → 场所与因素 → 人员 → 核对提交. Works without script; script adds sums while typing and keeps the draft.</summary>
[Requires(DeclarationsModule.Own)]
[RequestFormLimits(ValueCountLimit = 16_384)]
public sealed class EditModel(DeclarationAccess access, DeclarationDesk desk, DeclarationPrefill prefill, DeclarationBook book, FactorCatalogue catalogue, TimeProvider clock)
    : DeclarationFormPage(access, desk, book, catalogue, clock)
{
    public const int Last = 4;
    static readonly string[] PeopleGroups = ["人员", "培训", "检测", "职业健康检查"];

    [BindProperty(SupportsGet = true)] public int Step { get; set; } = 1;
    /// <summary>Shows what is missing, after the first try.</summary>
    [BindProperty(SupportsGet = true)] public bool Check { get; set; }

    public override bool Quick => false;
    public bool IsCancellation => Declaration.Kind == DeclarationKind.Cancellation;
    public IReadOnlyList<string> Steps => IsCancellation ? ["注销信息", "核对提交"] : ["基本信息", "场所与因素", "人员", "核对提交"];
    public int StepShown => IsCancellation && Step == Last ? 2 : Step;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Normalise();
        ShowDraft();
        if (Check || Step == Last) ShowFindings(f => Step == Last || StepOf(f.Field) == Step);
    }

    public Task<IActionResult> OnPostNextAsync(CancellationToken ct) => SaveAsync(1, ct);
    public Task<IActionResult> OnPostBackAsync(CancellationToken ct) => SaveAsync(-1, ct);

    public Task<IActionResult> OnPostAddWorkshopAsync(CancellationToken ct) => ChangeRowsAsync(i => i.Workshops.Add(new() { Hazards = [new()] }), ct);
    public Task<IActionResult> OnPostRemoveWorkshopAsync(int workshop, CancellationToken ct) => ChangeRowsAsync(i => Remove(i.Workshops, workshop), ct);
    public Task<IActionResult> OnPostAddHazardAsync(int workshop, CancellationToken ct) => ChangeRowsAsync(i => At(i.Workshops, workshop)?.Hazards.Add(new()), ct);
    public Task<IActionResult> OnPostRemoveHazardAsync(int workshop, int hazard, CancellationToken ct) =>
        ChangeRowsAsync(i => { if (At(i.Workshops, workshop) is { } w) Remove(w.Hazards, hazard); }, ct);

    /// <summary>Takes over what the register, the census or reports know of the workplace.</summary>
    public async Task<IActionResult> OnPostCopyKnownAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!MayEdit) return Forbidden();
        var known = await prefill.WorkshopsAsync(Declaration.WorkplaceId, ct);
        if (known.Count == 0)
        {
            this.Flash("档案中没有已知的作业场所和因素。", Platform.Ui.Pieces.Tone.Info);
            return Redirect(Address(2));
        }
        if (await TryAsync(() => Desk.SaveAsync(Id, DraftVersion, Form with { Workshops = known }, ct))) return Redirect(Address(2));
        return Page();
    }

    /// <summary>Adds what the newest test or evaluation found, and what the form asks of it.</summary>
    public async Task<IActionResult> OnPostCopyReportAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!MayEdit) return Forbidden();
        if (await prefill.WithReportAsync(Declaration.WorkplaceId, Input.WorkshopsOver(Form), ct) is not { } with)
        {
            this.Flash("平台上没有本工作场所的检测、评价报告。", Platform.Ui.Pieces.Tone.Info);
            return Redirect(Address(2));
        }
        if (!await TryAsync(() => Desk.SaveAsync(Id, DraftVersion, with, ct))) return Page();
        var added = with.Hazards.Count() - Input.WorkshopsOver(Form).Hazards.Count();
        this.Flash(added > 0 ? $"已从最近的检测、评价报告补入 {added} 行因素和检测情况，请核对接触人数。" : "最近的检测、评价报告检出的因素都已填写，检测情况已更新。");
        return Redirect(Address(2));
    }

    /// <summary>Keeps the draft while typing; what cannot be read yet is left as it was.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!MayEdit) return new JsonResult(new { message = "申报已提交，不能再修改。" }) { StatusCode = StatusCodes.Status409Conflict };
        Normalise();
        var form = Typed();
        try
        {
            var version = await Desk.SaveAsync(Id, DraftVersion, form, ct);
            Take(form);
            return new JsonResult(new
            {
                version, at = Display.Moment(Clock.GetUtcNow())[11..],
                classes = Sums.Classes.Select(c => new { name = c.Class.ChineseName(), c.Present, c.Persons }), Sums.Persons, Sums.Distinct,
                findings = Findings.Where(f => StepOf(f.Field) == Step && f.Code is not ("CK-01" or "CK-11" or "CK-13" or "CK-14" or "CK-17" or "CK-20")).Select(f => new { field = $"Input.{f.Field}", f.Message, warning = f.Severity == CheckSeverity.Warning }),
            });
        }
        catch (Exception e) when (e is Refusal or DbUpdateConcurrencyException)
        {
            var (status, message) = Faults.Of(e);
            return new JsonResult(new { message }) { StatusCode = status };
        }
    }

    public async Task<IActionResult> OnPostSubmitAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Step = Last;
        if (await TryAsync(() => Desk.SubmitAsync(Id, DraftVersion, null, this.Key(), ct)))
        {
            this.Flash($"{Declaration.Kind.ChineseName()}已提交，等待受理机关审核。");
            return Redirect($"/my/declarations/{Id}");
        }
        return Page();
    }

    async Task<IActionResult> SaveAsync(int by, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!MayEdit) return Refused();
        Normalise();
        if (!ModelState.IsValid) return Page();
        if (!await TryAsync(() => Desk.SaveAsync(Id, DraftVersion, Typed(), ct))) return Page();
        return Redirect(Address(IsCancellation ? by > 0 ? Last : 1 : Math.Clamp(Step + by, 1, Last)));
    }

    async Task<IActionResult> ChangeRowsAsync(Action<DeclarationInput> change, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!MayEdit) return Refused();
        Step = 2;
        change(Input);
        if (await TryAsync(() => Desk.SaveAsync(Id, DraftVersion, Input.WorkshopsOver(Form), ct, keepEmptyRows: true))) return Redirect(Address(2));
        return Page();
    }

    /// <summary>What was filed meanwhile is not edited: the page says so and shows what counts.</summary>
    PageResult Refused()
    {
        ModelState.Clear();
        ModelState.AddModelError("", DeclarationMachine.Judge(DeclarationAct.Save, Declaration.State, Declaration.Kind, DeclarationActor.Employer).Refusal ?? "只有申报的用人单位可以办理。");
        Response.StatusCode = StatusCodes.Status409Conflict;
        ShowFiled();
        return Page();
    }

    void ShowFiled()
    {
        Input = DeclarationInput.Of(Form);
        DraftVersion = Declaration.Version;
    }

    DeclarationForm Typed() => Step switch
    {
        1 => Input.Over(Form, Keys("基本信息")),
        2 => Input.WorkshopsOver(Form),
        3 => Input.Over(Form, Keys(PeopleGroups)),
        _ => Form,
    };

    void Normalise() => Step = IsCancellation ? Step == Last ? Last : 1 : Math.Clamp(Step, 1, Last);

    public int StepOf(string field) =>
        field.StartsWith("Workshops", StringComparison.Ordinal) ? 2 : Edition.Find(field) is { } f && PeopleGroups.Contains(f.Group) ? 3 : 1;

    public string Address(int step) => $"/my/declarations/{Id}/edit?step={step}";

    static T? At<T>(List<T> list, int index) where T : class => index >= 0 && index < list.Count ? list[index] : null;
    static void Remove<T>(List<T> list, int index) { if (index >= 0 && index < list.Count) list.RemoveAt(index); }
}
