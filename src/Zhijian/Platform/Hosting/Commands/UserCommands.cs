using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Hosting.Commands;

/// <summary>user add: the way in when nobody can sign in yet, or any more.</summary>
static class UserCommands
{
    public static Command User()
    {
        var user = new Command("user", "账号 · accounts");
        user.Add(Add());
        return user;
    }

    static Command Add()
    {
        var login = new Argument<string>("LOGIN") { Description = "登录名 · sign-in name" };
        var name = new Option<string>("--name") { Description = "姓名 · full name", HelpName = "NAME", Required = true };
        var roles = new Option<Role[]>("--role")
        {
            Description = $"角色，可重复 · role, may be repeated: {string.Join(' ', Roles.Everyone)}", HelpName = "ROLE", Required = true,
        };
        var division = new Option<string>("--division") { Description = "行政区划代码 · division code", HelpName = "CODE" };
        var organisation = new Option<string>("--organisation") { Description = "所属单位的统一社会信用代码 · credit code of the user's organisation", HelpName = "CODE" };
        var command = new Command("add", "新建账号，打印一次性密码 · add an account and print its one-time password") { login, name, roles, division, organisation };
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = Workbench.Open();
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            if (await setup.MigrateAsync(ct)) await setup.SeedAsync(null, ct);
            await using var scope = app.Services.CreatePlatformScope("命令行");
            var password = await AddAsync(scope.ServiceProvider, new(parsed.GetRequiredValue(login), parsed.GetRequiredValue(name),
                parsed.GetRequiredValue(roles), parsed.GetValue(division), parsed.GetValue(organisation)), ct);
            Console.WriteLine($"账号已建立，首次登录须修改密码 · added; the password must be changed at the first sign-in");
            Console.WriteLine($"  {parsed.GetRequiredValue(login)}  {password}");
            return ExitCode.Done;
        });
        return command;
    }

    internal sealed record NewUser(string Login, string Name, Role[] Roles, string? Division, string? Organisation);

    internal static async Task<string> AddAsync(IServiceProvider services, NewUser wish, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var users = services.GetRequiredService<UserManager<User>>();
        return await services.GetRequiredService<WritePath>().CommitAsync(new("user.add", "命令行新建账号"), async change =>
        {
            var organisation = wish.Organisation is null ? null
                : await db.Set<Organisation>().SingleOrDefaultAsync(o => o.CreditCode == wish.Organisation, ct)
                    ?? throw new Refusal($"没有统一社会信用代码为 {wish.Organisation} 的单位。");
            var place = organisation?.DivisionCode ?? wish.Division ?? throw new Refusal("须用 --division 指明行政区划，或用 --organisation 指明单位。");
            if (organisation is not null && wish.Roles.Any(r => r.IsStaff())) throw new Refusal("监管人员的角色不能给予单位的账号。");
            var authority = organisation is null ? await db.Set<Authority>().Where(a => a.DivisionCode == place).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct) : null;
            var user = new User
            {
                UserName = wish.Login, FullName = wish.Name, DivisionCode = place, OrganisationId = organisation?.Id,
                AuthorityId = authority, MustChangePassword = true, CreatedAt = change.At,
            };
            foreach (var role in wish.Roles.Distinct()) user.Roles.Add(new() { UserId = user.Id, Role = role });
            var password = PasswordProfile.Random();
            var made = await users.CreateAsync(user, password);
            return made.Succeeded ? password : throw new Refusal(string.Join("；", made.Errors.Select(e => e.Description)));
        }, ct);
    }
}
