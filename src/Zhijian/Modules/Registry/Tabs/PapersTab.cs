using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Documents;

namespace Zhijian.Modules.Registry.Tabs;

/// <summary>Papers of an employer that are about something of a module's own (a declaration, a case): the module tells which.</summary>
public interface IEmployerPapers
{
    IQueryable<Paper> Of(Guid employerId);
}

/// <summary>文书: official papers about the employer.</summary>
sealed class PapersTab(ZhijianDb db, IEnumerable<IEmployerPapers> sources) : IEmployerTab
{
    const int Most = 200;
    public string Key => "papers";
    public string Title => "文书";
    public int Order => 90;
    public string? Permission => PapersRoom.View;
    public string View => "/Modules/Registry/Tabs/_Papers.cshtml";

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var subject = context.Employer.Id.ToString();
        var own = db.Set<Paper>().Where(p => p.SubjectKind == nameof(Employer) && p.SubjectId == subject);
        var papers = new List<Paper>();
        foreach (var source in sources.Select(s => s.Of(context.Employer.Id)).Prepend(own))
            papers.AddRange(await source.AsNoTracking().OrderByDescending(p => p.IssuedOn).ThenByDescending(p => p.Id).Take(Most).ToListAsync(ct));
        return papers.OrderByDescending(p => p.IssuedOn).ThenByDescending(p => p.Id).ToList();
    }
}
