using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>An institution's own certificates, people and instruments.</summary>
[Requires(MonitoringModule.Institution)]
public sealed class InstitutionModel(ZhijianDb db, InstitutionDesk desk, IntakeBook book, Viewer viewer) : PageModel
{
    public CertificateForm Certificate { get; private set; } = new();
    public MemberForm Member { get; private set; } = new();
    public InstrumentForm Instrument { get; private set; } = new();
    public InstitutionFile Records { get; private set; } = null!;
    public IReadOnlyList<string> Scopes => book.ScopeNames;
    public IReadOnlyList<Option> Grades { get; } = [.. InstitutionDesk.Grades.Select(g => new Option(g, g))];
    public ViewDataDictionary RecordData => new(ViewData) { ["MayEdit"] = true };

    public sealed class CertificateForm
    {
        [Display(Name = "证书编号"), StringLength(InstitutionTables.NumberLength)] public string? Number { get; set; }
        [Display(Name = "资质等级"), StringLength(10)] public string? Grade { get; set; }
        public List<string> Scopes { get; set; } = [];
        [Display(Name = "服务区域"), StringLength(6)] public string? Area { get; set; }
        [Display(Name = "有效期起")] public DateOnly? ValidFrom { get; set; }
        [Display(Name = "有效期止")] public DateOnly? ValidTo { get; set; }
    }

    public sealed class MemberForm
    {
        [Display(Name = "姓名"), StringLength(InstitutionTables.NameLength)] public string? Name { get; set; }
        [Display(Name = "职称"), StringLength(InstitutionTables.NameLength)] public string? Title { get; set; }
        [Display(Name = "培训证书编号"), StringLength(InstitutionTables.NumberLength)] public string? TrainingNumber { get; set; }
        [Display(Name = "有效期至")] public DateOnly? ValidTo { get; set; }
    }

    public sealed class InstrumentForm
    {
        [Display(Name = "仪器编号"), StringLength(InstitutionTables.NumberLength)] public string? Number { get; set; }
        [Display(Name = "仪器名称"), StringLength(InstitutionTables.NameLength)] public string? Name { get; set; }
        [Display(Name = "检定日期")] public DateOnly? CalibratedOn { get; set; }
        [Display(Name = "检定有效期至")] public DateOnly? CalibrationDue { get; set; }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostCertificateAsync([Bind(Prefix = "Certificate")] CertificateForm form, CancellationToken ct)
    {
        Certificate = form;
        return ActAsync(() => desk.SaveAsync(new CertificateDraft(form.Grade, form.Number, form.Scopes, form.Area, form.ValidFrom, form.ValidTo), ct), "资质已保存。", "Certificate", ct);
    }

    public Task<IActionResult> OnPostMemberAsync([Bind(Prefix = "Member")] MemberForm form, CancellationToken ct)
    {
        Member = form;
        return ActAsync(() => desk.SaveAsync(new MemberDraft(form.Name, form.Title, form.TrainingNumber, form.ValidTo), ct), "人员已保存。", "Member", ct);
    }

    public Task<IActionResult> OnPostInstrumentAsync([Bind(Prefix = "Instrument")] InstrumentForm form, CancellationToken ct)
    {
        Instrument = form;
        return ActAsync(() => desk.SaveAsync(new InstrumentDraft(form.Number, form.Name, form.CalibratedOn, form.CalibrationDue), ct), "仪器已保存。", "Instrument", ct);
    }

    public Task<IActionResult> OnPostRemoveAsync(Guid record, CancellationToken ct) => ActAsync(() => desk.RemoveAsync(record, ct), "已删除。", "", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string done, string prefix, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(act, prefix)) return Page();
        this.Flash(done);
        return Redirect("/monitoring/institution");
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (viewer.OrganisationId is not { } own || await InstitutionFile.FindAsync(db, own, ct) is not { } found) return false;
        Records = found;
        return true;
    }
}
