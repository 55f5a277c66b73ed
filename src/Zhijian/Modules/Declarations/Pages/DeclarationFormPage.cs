using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>What the step form and the short path have in common: the draft, what is shown of it, and what the checks say beside the fields.</summary>
public abstract class DeclarationFormPage(DeclarationAccess access, DeclarationDesk desk, DeclarationBook book, FactorCatalogue catalogue, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public DeclarationInput Input { get; set; } = new();
    /// <summary>Of the draft on the screen.</summary>
    [BindProperty] public long DraftVersion { get; set; }

    public HazardDeclaration Declaration { get; private set; } = null!;
    public FormEdition Edition { get; private set; } = null!;
    public DeclarationForm Form { get; protected set; } = new();
    public FormSums Sums { get; private set; } = null!;
    public IReadOnlyList<CheckFinding> Findings { get; private set; } = [];
    public IReadOnlyList<ReturnReason> Reasons { get; private set; } = [];
    Func<string, FactorFact?> factorOf = _ => null;

    public abstract bool Quick { get; }
    public bool MayEdit => access.ActorOf(Declaration) == DeclarationActor.Employer && DeclarationMachine.IsEditable(Declaration.State);
    public bool Shows(string key) => Edition.Find(key) is { } field && FormFields.IsShown(field, Declaration.Kind, Quick, Form);
    public string Label(string key) => Edition.Find(key)?.Title ?? key;
    public string? Note(string key) => Edition.Find(key)?.Note;
    public bool Demanded(string key) => Edition.Find(key)?.IsDemanded(Declaration.Kind) == true;
    public FactorFact? Factor(string? code) => code is null ? null : factorOf(code);
    protected DateOnly Today => Display.Today(clock);
    protected DeclarationDesk Desk => desk;
    protected TimeProvider Clock => clock;
    protected Func<string, FactorFact?> FactorOf => factorOf;

    public static IReadOnlyList<Option> YesNo { get; } = [new("True", "有"), new("False", "无")];
    public static IReadOnlyList<Option> DoneNot { get; } = [new("True", "是"), new("False", "否")];
    public static IReadOnlyList<Option> Sizes { get; } = [.. Enum.GetValues<EmployerSize>().Select(s => new Option(s.ToString(), s.ChineseName()))];
    public static IReadOnlyList<Option> RegistrationTypes { get; } = [.. Enum.GetValues<RegistrationType>().Where(t => t != RegistrationType.Unknown).Select(t => new Option(t.ToString(), t.ChineseName()))];
    public static IReadOnlyList<Option> ChangeReasons { get; } =
        [.. new[] { DeclarationTrigger.ProjectAccepted, DeclarationTrigger.ProcessChanged, DeclarationTrigger.RegisteredFactChanged, DeclarationTrigger.TestDiffers }.Select(t => new Option(t.ToString(), t.ChineseName()))];

    /// <summary>The declaration and its draft; a foreign one is not there.</summary>
    protected async Task LoadAsync(CancellationToken ct)
    {
        Declaration = await access.ReadAsync(Id, ct);
        Edition = book.Edition(Declaration.Edition);
        Reasons = ReviewDesk.ReasonsOf(Declaration);
        factorOf = await catalogue.LoadAsync(ct);
        Take(await access.FormAsync(Declaration, ct));
    }

    protected void Take(DeclarationForm form)
    {
        Form = form;
        Sums = FormSums.Of(form, code => factorOf(code)?.Class);
        Findings = FormCheck.Of(form, Edition, Declaration.Kind, Today, factorOf);
    }

    /// <summary>Fields of the named groups that are on the screen.</summary>
    protected IEnumerable<string> Keys(params string[] groups) => Edition.Fields.Where(f => groups.Contains(f.Group) && !f.Key.Contains('.') && Shows(f.Key)).Select(f => f.Key);

    protected void ShowDraft()
    {
        ModelState.Clear();
        Input = DeclarationInput.Of(Form);
        DraftVersion = Declaration.Version;
    }

    /// <summary>Puts what the checks found beside the fields.</summary>
    protected void ShowFindings(Func<CheckFinding, bool> which)
    {
        foreach (var finding in Findings.Where(f => f.Severity == CheckSeverity.Error && which(f)))
            ModelState.AddModelError(finding.Field.Length == 0 ? "" : $"Input.{finding.Field}", finding.Message);
    }

    public IEnumerable<CheckFinding> Warnings(string prefix) => Findings.Where(f => f.Severity == CheckSeverity.Warning && f.Field.StartsWith(prefix, StringComparison.Ordinal));

    public string? ReasonFor(string key) => Reasons.FirstOrDefault(r => r.Field == key)?.Text;

    /// <summary>Does it, or shows the page again with the reason: 409 when somebody else was quicker.</summary>
    protected async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (FormRefusal refusal)
        {
            DraftVersion = refusal.Version;
            ModelState.Remove(nameof(DraftVersion));
            foreach (var finding in refusal.Findings.Where(f => f.Severity == CheckSeverity.Error)) ModelState.AddModelError($"Input.{finding.Field}", finding.Message);
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field is null ? "" : $"Input.{refusal.Field}", refusal.Message);
        }
        catch (DbUpdateConcurrencyException e)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            ModelState.AddModelError("", Faults.Of(e).Message);
        }
        return false;
    }

    protected IActionResult Forbidden() => StatusCode(StatusCodes.Status403Forbidden);
}
