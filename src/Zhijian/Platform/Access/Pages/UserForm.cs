using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Platform.Access.Pages;

/// <summary>The fields of an account, for making and for changing one.</summary>
public sealed class UserForm
{
    [Display(Name = "登录名"), Required, StringLength(40, MinimumLength = 3)] public string UserName { get; set; } = "";
    [Display(Name = "姓名"), Required, StringLength(60)] public string FullName { get; set; } = "";
    [Display(Name = "所属区划")] public string? DivisionCode { get; set; }
    [Display(Name = "所属单位")] public Guid? OrganisationId { get; set; }
    [Display(Name = "科室")] public Guid? DepartmentId { get; set; }
    public long Version { get; set; }

    internal async Task<UserDraft> DraftAsync(ZhijianDb db, CancellationToken ct)
    {
        var authority = DepartmentId is { } id ? await db.Set<Department>().Where(d => d.Id == id).Select(d => (Guid?)d.AuthorityId).SingleOrDefaultAsync(ct)
            : OrganisationId is null ? await db.Set<Authority>().Where(a => a.DivisionCode == DivisionCode).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(ct) : null;
        return new(UserName, FullName, DivisionCode, OrganisationId, authority, DepartmentId);
    }

    /// <summary>Departments of the authorities in the viewer's scope, named with their place.</summary>
    internal static async Task<IReadOnlyList<Option>> DepartmentsAsync(ZhijianDb db, DivisionDirectory divisions, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var rows = await db.Set<Authority>().Join(db.Set<Department>(), a => a.Id, d => d.AuthorityId, (a, d) => new { a.DivisionCode, d.Id, d.Name })
            .OrderBy(r => r.DivisionCode).ThenBy(r => r.Name).ToListAsync(ct);
        return [.. rows.Select(r => new Option(r.Id.ToString(), $"{divisions.Name(r.DivisionCode)} {r.Name}"))];
    }
}
