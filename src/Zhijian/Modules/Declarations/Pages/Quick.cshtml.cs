using Microsoft.AspNetCore.Mvc;
using Zhijian.Modules.Registry.Trades;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>The short path of small employers, on one page for a phone: trade → its usual hazards, ticked or not → people → done.</summary>
[Requires(DeclarationsModule.Own)]
public sealed class QuickModel(DeclarationAccess access, DeclarationDesk desk, DeclarationBook book, FactorCatalogue catalogue, TradeHazards trades, TimeProvider clock)
    : DeclarationFormPage(access, desk, book, catalogue, clock)
{
    [BindProperty(SupportsGet = true)] public string? Trade { get; set; }
    [BindProperty] public List<UsualInput> Usual { get; set; } = [];

    public override bool Quick => true;
    public Trade? Chosen { get; private set; }
    public bool IsGuessed { get; private set; }
    public IReadOnlyList<Option> TradeOptions => [.. trades.Trades.Select(t => new Option(t.Code, t.Name))];
    public int ToFill { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Choose();
        ShowDraft();
        Usual = Offered();
        ToFill = FormFields.Count(Edition, Declaration.Kind, true, Form, Usual.Sum(u => u.Factors.Count(f => f.Chosen))).ToType;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Choose();
        if (!MayEdit)
        {
            ModelState.Clear();
            ModelState.AddModelError("", DeclarationMachine.Judge(DeclarationAct.Save, Declaration.State, Declaration.Kind, DeclarationActor.Employer).Refusal ?? "只有申报的用人单位可以办理。");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        var form = Typed();
        if (!ModelState.IsValid)
        {
            Fill();
            return Page();
        }
        if (await TryAsync(() => Desk.SubmitAsync(Id, DraftVersion, form, this.Key(), ct)))
        {
            this.Flash("申报已提交，等待受理机关审核。");
            return Redirect($"/my/declarations/{Id}");
        }
        Fill();
        return Page();
    }

    /// <summary>The trade that was chosen, else the one of the industry.</summary>
    void Choose()
    {
        Chosen = trades.Find(Trade);
        if (Chosen is not null) return;
        IsGuessed = trades.Of(Form.IndustryCode) is { Count: > 0 };
        Chosen = trades.Of(Form.IndustryCode) is [var first, ..] ? first : null;
        Trade = Chosen?.Code;
    }

    /// <summary>The trade's workshops; ticked is what comes with the work, or what the draft already says.</summary>
    List<UsualInput> Offered()
    {
        var held = Form.Workshops.Select(w => new UsualInput
        {
            Chosen = true, Name = w.Name, Distinct = w.Distinct,
            Factors = [.. w.Hazards.Where(h => h.FactorCode is not null).Select(h => new UsualFactorInput { Chosen = true, Code = h.FactorCode, Persons = h.Persons })],
        }).ToList();
        if (Chosen is null) return held;
        var fresh = held.Count == 0;
        foreach (var workshop in TradeHazards.Workshops(Chosen, FactorOf))
        {
            if (held.FirstOrDefault(h => h.Name == workshop.Name) is { } own)
                own.Factors.AddRange(workshop.Factors.Where(f => own.Factors.All(o => o.Code != f.FactorCode)).Select(f => new UsualFactorInput { Code = f.FactorCode }));
            else if (workshop.Factors.Count > 0)
                held.Add(new() { Chosen = fresh, Name = workshop.Name, Factors = [.. workshop.Factors.Select(f => new UsualFactorInput { Chosen = fresh && f.Certain, Code = f.FactorCode })] });
        }
        return held;
    }

    public string? Posts(string? workshop) => Chosen is null ? null : string.Join("、", Chosen.Posts.Where(p => p.Workshop == workshop).Select(p => p.Post));

    DeclarationForm Typed()
    {
        var form = Input.Over(Form, Keys("基本信息", "人员", "培训", "检测", "职业健康检查"));
        return form with
        {
            Workshops = [.. Usual.Where(u => u.Chosen).Select(u => new FormWorkshop
            {
                Name = u.Name, Distinct = u.Distinct,
                // A factor without a number of its own: all of the workshop are exposed to it.
                Hazards = [.. u.Factors.Where(f => f.Chosen).Select(f => new FormHazard { FactorCode = f.Code, Persons = f.Persons ?? u.Distinct })],
            })],
        };
    }

    void Fill() => ToFill = FormFields.Count(Edition, Declaration.Kind, true, Form).ToType;

    public sealed class UsualInput
    {
        public bool Chosen { get; set; }
        [System.ComponentModel.DataAnnotations.StringLength(FormCheck.TextLength)] public string? Name { get; set; }
        public int? Distinct { get; set; }
        public List<UsualFactorInput> Factors { get; set; } = [];
    }

    public sealed class UsualFactorInput
    {
        public bool Chosen { get; set; }
        [System.ComponentModel.DataAnnotations.StringLength(FormCheck.TextLength)] public string? Code { get; set; }
        public int? Persons { get; set; }
    }
}
