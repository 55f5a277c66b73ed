using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>What a supervisor enters of an evaluation that decided a risk class.</summary>
public sealed record EvaluationFacts(HazardRiskClass? Class, string? Document, string? Institution, DateOnly? DecidedOn, string? Reason);

/// <summary>风险类别认定, for employers whose industry the catalogue does not list.</summary>
public sealed class EvaluationDesk(ZhijianDb db, WritePath write, Viewer viewer, RiskBooks books)
{
    /// <param name="version">Of the file that was on the screen.</param>
    public Task DecideAsync(Guid employerId, long version, EvaluationFacts facts, string? key, CancellationToken ct) => write.CommitAsync(new("registry.risk-decided", facts.Reason, key), async change =>
    {
        var employer = await FindAsync(employerId, version, ct);
        var today = FileKeeper.Today(change);
        if ((await books.OfAsync(today, ct)).ClassOf(employer.IndustryCode) is { Class: { } listed })
            throw new Refusal($"目录已列明该行业，风险类别为{listed.Text()}，不再另行认定。", "Class");
        if (facts.Class is not { } hazard || !Enum.IsDefined(hazard)) throw new Refusal("请选择认定的风险类别。", "Class");
        if (RiskCatalogueEdition.InForce(today) is { } edition && !edition.Knows(hazard)) throw new Refusal($"{edition.Year}年目录没有“{hazard.Text()}”这一类别。", "Class");
        if (facts.DecidedOn is not { } day) throw new Refusal("请填写认定日期。", "DecidedOn");
        if (day > today) throw new Refusal("认定日期不能晚于今天。", "DecidedOn");
        var standing = await db.Set<RiskEvaluation>().SingleOrDefaultAsync(e => e.EmployerId == employerId && e.IsStanding, ct);
        if (day < standing?.DecidedOn) throw new Refusal($"已登记 {standing.DecidedOn:yyyy-MM-dd} 的认定，不能改回更早的认定。", "DecidedOn");
        var made = new RiskEvaluation
        {
            Id = Guid.CreateVersion7(change.At), EmployerId = employerId, DivisionCode = employer.DivisionCode, IndustryCode = employer.IndustryCode, Class = hazard, DecidedOn = day,
            Document = Texts.Needed(facts.Document, RiskEvaluationTable.DocumentLength, "Document", "评价报告或评审意见的编号"),
            Institution = Texts.Needed(facts.Institution, RegistryTables.NameLength, "Institution", "评价机构"),
            Reason = Texts.Needed(facts.Reason, RiskEvaluationTable.ReasonLength, "Reason", "认定理由"), EnteredBy = viewer.Name, EnteredAt = change.At,
        };
        if (standing is not null) await EndAsync(standing, change, "由后来的认定代替", ct);
        db.Add(made);
        Tell(change, employer, $"认定风险类别：{hazard.Text()}", $"{made.Document}，{made.Institution}；{made.Reason}");
    }, ct);

    public Task WithdrawAsync(Guid employerId, long version, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("registry.risk-withdrawn", reason, key), async change =>
    {
        var employer = await FindAsync(employerId, version, ct);
        var standing = await db.Set<RiskEvaluation>().SingleOrDefaultAsync(e => e.EmployerId == employerId && e.IsStanding, ct) ?? throw new Refusal("没有可以撤销的认定。");
        var why = Texts.Needed(reason, RiskEvaluationTable.ReasonLength, "Reason", "撤销理由");
        await EndAsync(standing, change, why, ct);
        Tell(change, employer, $"撤销风险类别认定：{standing.Class.Text()}", $"{standing.Document}；{why}");
    }, ct);

    async Task<Employer> FindAsync(Guid id, long version, CancellationToken ct)
    {
        var employer = await db.Set<Employer>().SingleOrDefaultAsync(e => e.Id == id && e.MergedIntoId == null, ct) ?? throw new NotFoundException();
        return employer.Version == version ? employer : throw new DbUpdateConcurrencyException();
    }

    /// <summary>Written first: at most one stands at any moment.</summary>
    async Task EndAsync(RiskEvaluation evaluation, Change change, string why, CancellationToken ct)
    {
        (evaluation.IsStanding, evaluation.EndedAt, evaluation.EndedBy, evaluation.EndReason) = (false, change.At, viewer.Name, why);
        await db.SaveChangesAsync(ct);
    }

    static void Tell(Change change, Employer employer, string title, string detail)
    {
        change.Raise(new EmployerHappening(employer.Id, FileKeeper.Today(change), "registry.risk-evaluated", title, Texts.Cut(detail, 500)));
        change.Raise(new EmployerChanged(employer.Id, [nameof(RiskEvaluation)], "evaluation", FileKeeper.Today(change)));
    }
}
