using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Registration.Pages;

[Requires(RegistryModule.Verify)]
public sealed class RegistrationsModel(ZhijianDb db, RegistrationList list, DivisionDirectory divisions) : PageModel
{
    public ListPage<EmployerRegistration> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(db.Set<EmployerRegistration>().AsNoTracking(), request, ct);
        List.EmptyText = "还没有注册申请。用人单位在登录页或 /register-employer 提交。";
    }
}
