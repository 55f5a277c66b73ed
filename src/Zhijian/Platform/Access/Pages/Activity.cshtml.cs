using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Audit;

namespace Zhijian.Platform.Access.Pages;

/// <summary>The own sign-ins and failures, so that a stranger's use is noticed.</summary>
[SignedIn]
public sealed class ActivityModel(AuditReader audit) : PageModel
{
    public IReadOnlyList<AuditEntry> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Lines = await audit.OwnSignInsAsync(ct);

    public static string Say(AuditEntry line) => line.Kind switch
    {
        "sign-in" => "登录",
        "sign-in-failed" => "登录失败",
        "sign-out" => "退出",
        "lock-out" => "账号锁定",
        "session-ended" => "会话被结束",
        "second-factor" => "设置二次验证",
        _ => line.Kind,
    };
}
