using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Intake;

/// <summary>What follows from entered declarations, for all of a batch at once: to-dos, time lines, fulfilled duties, notices.</summary>
sealed class IntakeFollowUp(ZhijianDb db, NoticeBoard board, DivisionDirectory divisions)
{
    public async Task EnteredAsync(Change change, string origin, IReadOnlyList<JudgedFiling> passed, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(change.At);
        await board.OpenManyAsync(change, origin, passed.Select(p => Review(p.Declaration!, change.At)), ct);
        foreach (var kind in passed.GroupBy(p => p.Declaration!.Kind))
            change.Raise(new EmployersHappened(today, "declaration.submitted", $"受理机关代录{kind.Key.ChineseName()}", [.. kind.Select(p => new HappenedTo(p.Declaration!.EmployerId, $"/declarations/{p.Declaration.Id}"))]));
        var settled = passed.SelectMany(p => p.Fulfils.Select(d => new SettledDuty(p.Declaration!.EmployerId, d.WorkplaceId, DeclarationDues.KeyOf(d)))).ToList();
        if (settled.Count > 0) change.Raise(new DuesSettled(today, $"受理机关代录申报 {today:yyyy-MM-dd}", settled));
        await TellAsync(change, passed, ct);
    }

    Todo Review(HazardDeclaration d, DateTime at) => new()
    {
        Title = Texts.Cut($"审核{d.Kind.ChineseName()}：{d.EmployerName}", 200), Link = $"/declarations/{d.Id}", Permission = DeclarationsModule.Review, DivisionCode = d.AuthorityCode,
        ScopePath = divisions.Find(d.AuthorityCode)!.Path, OnlyThere = true, DueOn = d.DeadlineOn, SubjectKind = nameof(HazardDeclaration), SubjectId = d.Id.ToString(), CreatedAt = at,
    };

    /// <summary>Employers with accounts hear what was entered in their name.</summary>
    async Task TellAsync(Change change, IReadOnlyList<JudgedFiling> passed, CancellationToken ct)
    {
        var byEmployer = passed.ToLookup(p => p.Declaration!.EmployerId);
        Guid[] employers = [.. byEmployer.Select(e => e.Key)];
        var users = await db.Users.IgnoreQueryFilters([Conventions.ScopeFilter]).Where(u => u.OrganisationId != null && EF.Parameter(employers).Contains(u.OrganisationId.Value) && !u.Disabled)
            .Select(u => new { u.Id, Employer = u.OrganisationId!.Value }).ToListAsync(ct);
        foreach (var user in users)
            foreach (var filing in byEmployer[user.Employer])
                board.Tell(change, user.Id, $"受理机关已代录本单位的{filing.Declaration!.Kind.ChineseName()}，请核对内容。", $"/my/declarations/{filing.Declaration.Id}");
    }
}
