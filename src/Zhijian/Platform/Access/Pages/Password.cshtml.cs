using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Access.Pages;

[SignedIn, OpenBefore]
public sealed class PasswordModel(ZhijianDb db, Viewer viewer, AccountDesk desk) : PageModel
{
    [BindProperty] public Form Input { get; set; } = new();
    public bool Must => viewer.Must == Access.Must.ChangePassword;
    public string Rules { get; private set; } = "";

    public sealed class Form
    {
        [Display(Name = "原密码"), Required, DataType(DataType.Password)] public string Current { get; set; } = "";
        [Display(Name = "新密码"), Required, DataType(DataType.Password)] public string Next { get; set; } = "";
        [Display(Name = "再输一次新密码"), Required(ErrorMessage = "请再输一次新密码。"), DataType(DataType.Password), Compare(nameof(Next))] public string Again { get; set; } = "";
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var right = true;
        if (await this.TryAsync(async () => right = await desk.ChangePasswordAsync(Input.Current, Input.Next, ct)))
        {
            if (right)
            {
                this.Flash("密码已修改，其他会话已结束。");
                return Redirect("/account");
            }
            ModelState.AddModelError("Input.Current", "原密码不正确。");
        }
        await LoadAsync(ct);
        return Page();
    }

    async Task LoadAsync(CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        var user = await db.Users.AsNoTracking().Include(u => u.Roles).SingleAsync(u => u.Id == viewer.UserId, ct);
        Rules = user.IsStaff
            ? $"至少 {PasswordProfile.StaffLength} 个字符，含大写字母、小写字母、数字、符号中的三种；不能是最近 {PasswordProfile.NotAgain} 次用过的。"
            : $"至少 {PasswordProfile.PublicLength} 个字符，可以是一句容易记的话。";
    }
}
