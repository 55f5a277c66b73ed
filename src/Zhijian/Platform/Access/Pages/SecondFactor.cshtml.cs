using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using QRCoder;
using Zhijian.Data;
using Zhijian.Platform.Access.SignIn;

namespace Zhijian.Platform.Access.Pages;

/// <summary>Adds the own second factor, or replaces it; the recovery codes are shown here once.</summary>
[SignedIn, OpenBefore]
public sealed class SecondFactorModel(ZhijianDb db, Viewer viewer, SecondFactorDesk desk) : PageModel
{
    const int PixelsPerModule = 5;
    const string Cookie = "zhijian-offered-key";
    static readonly TimeSpan OfferedFor = TimeSpan.FromMinutes(15);

    [BindProperty] public Form Input { get; set; } = new();
    public OfferedKey Offered { get; private set; } = null!;
    public string Picture { get; private set; } = "";
    public bool Enabled { get; private set; }
    public bool Must => viewer.Must == Access.Must.AddSecondFactor;
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public sealed class Form
    {
        public string? Ticket { get; set; }
        [Display(Name = "动态验证码"), Required] public string Code { get; set; } = "";
        [Display(Name = "密码"), DataType(DataType.Password)] public string? Password { get; set; }
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.TryAsync(async () => RecoveryCodes = await desk.SetAsync(Input.Ticket ?? "", Input.Code, Input.Password, ct)))
            await LoadAsync(ct);
        else
            Response.Cookies.Delete(Cookie, CookieOptions());
        return Page();
    }

    CookieOptions CookieOptions() => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Request.IsHttps, Path = "/account/second-factor" };

    async Task LoadAsync(CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        Enabled = await db.Users.AnyAsync(u => u.Id == viewer.UserId && u.TwoFactorEnabled, ct);
        // A page loaded again shows the key that the phone may have scanned already.
        Offered = await desk.OfferAsync(Input.Ticket ?? Request.Cookies[Cookie], ct);
        var kept = CookieOptions();
        kept.MaxAge = OfferedFor;
        Response.Cookies.Append(Cookie, Offered.Ticket, kept);
        ModelState.Remove("Input.Ticket");
        Input.Ticket = Offered.Ticket;
        using var code = QRCodeGenerator.GenerateQrCode(Offered.Uri, QRCodeGenerator.ECCLevel.M);
        Picture = "data:image/png;base64," + Convert.ToBase64String(new PngByteQRCode(code).GetGraphic(PixelsPerModule));
    }
}
