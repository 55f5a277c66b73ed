using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Access.Pages;

/// <summary>The own account: who I am here, how I am reached, where I am signed in.</summary>
[SignedIn]
public sealed class AccountModel(ZhijianDb db, Viewer viewer, AccountDesk desk, SessionDesk sessions) : PageModel
{
    [BindProperty] public Form Input { get; set; } = new();
    public Viewer Me => viewer;
    public User Account { get; private set; } = null!;
    public IReadOnlyList<UserSession> Sessions { get; private set; } = [];

    public sealed class Form
    {
        [Display(Name = "手机"), Phone, StringLength(30)] public string? Phone { get; set; }
        [Display(Name = "电子邮箱"), EmailAddress, StringLength(100)] public string? Email { get; set; }
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new() { Phone = Account.PhoneNumber, Email = Account.Email };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.TryAsync(() => desk.EditAsync(Input.Phone, Input.Email, ct)))
        {
            this.Flash("联系方式已保存。");
            return Redirect("/account");
        }
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostEndSessionAsync(Guid session, CancellationToken ct)
    {
        await sessions.EndOwnAsync(session, ct);
        this.Flash("该会话已结束。");
        return Redirect("/account");
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken ct)
    {
        await sessions.EndOthersAsync(ct);
        this.Flash("其他会话已全部结束。");
        return Redirect("/account");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        // The own account, whatever the scope covers.
        using var _ = viewer.ActAsPlatform();
        Account = await db.Users.AsNoTracking().SingleAsync(u => u.Id == viewer.UserId, ct);
        Sessions = await sessions.Live(Account.Id).AsNoTracking().OrderByDescending(s => s.LastSeenAt).ToListAsync(ct);
    }
}
