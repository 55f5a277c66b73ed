using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>风险: class, grade and comprehensive class, each with the facts and rules that lead to it.</summary>
sealed class RiskTab(ZhijianDb db, Viewer viewer, RiskReasons reasons, DivisionDirectory divisions) : IEmployerTab
{
    const int MostChanges = 20;
    static readonly string[] Fields = [nameof(Employer.RiskClass), nameof(Employer.RiskGrade), nameof(Employer.ComprehensiveClass), nameof(Employer.SelfCheckPercent)];

    public string Key => "risk";
    public string Title => "风险分类分级";
    public int Order => 25;
    public string View => "/Modules/Registry/Risk/_Risk.cshtml";

    public sealed record Line(string Title, string Before, string After, string Source, DateTime At);
    public sealed record Model(RiskWhy Why, IReadOnlyList<Line> Lines, IReadOnlyList<RiskEvaluation> Evaluations, bool MayDecide, EmployerTabContext Context);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        var why = await reasons.OfAsync(context.Employer, ct) ?? throw new NotFoundException();
        await divisions.LoadAsync(db, ct);
        var changes = await db.Set<FieldChange>().AsNoTracking().Where(c => c.EmployerId == id && c.WorkplaceId == null && EF.Parameter(Fields).Contains(c.Field))
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(MostChanges).ToListAsync(ct);
        var evaluations = await db.Set<RiskEvaluation>().AsNoTracking().Where(e => e.EmployerId == id).OrderByDescending(e => e.EnteredAt).Take(MostChanges).ToListAsync(ct);
        return new Model(why, [.. changes.Select(c => new Line(FieldWords.Title(c), FieldWords.Show(c.Field, c.Before, divisions), FieldWords.Show(c.Field, c.After, divisions), FieldWords.Source(c.Source), c.At))],
            evaluations, context.MayEdit && viewer.May(RegistryModule.Risk) && why.Answer.Industry.Row is null, context);
    }
}
