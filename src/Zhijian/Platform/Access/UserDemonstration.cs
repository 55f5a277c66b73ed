using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Access;

/// <summary>A sign-in of the demonstration city as kept in demo-signins.json.</summary>
public sealed record DemonstrationSignIn(string Name, string UserName, string Role, string RoleName, string Scope, string Password);

/// <summary>One user for each role and place, with random passwords, kept beside the data and printed once.</summary>
sealed class UserDemonstration(ServerSettings settings) : ISeed
{
    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    sealed record Person(string UserName, string FullName, Role Role, string Division, string? Organisation = null);

    static IEnumerable<Person> People()
    {
        const string city = OrganisationDemonstration.City, a = OrganisationDemonstration.CountyA, b = OrganisationDemonstration.CountyB;
        yield return new("xitong", "系统管理员（示例）", Role.SystemAdministrator, city);
        yield return new("anquan", "安全管理员（示例）", Role.SecurityAdministrator, city);
        yield return new("shenji", "审计管理员（示例）", Role.Auditor, city);
        yield return new("shiguan", "市业务管理员甲（示例）", Role.CityAdmin, city);
        yield return new("shiguan2", "市业务管理员乙（示例）", Role.CityAdmin, city);
        yield return new("shilingdao", "市领导（示例）", Role.CityLeader, city);
        yield return new("shijianguan", "市监管科（示例）", Role.CitySupervisor, city);
        yield return new("shizhifa", "市执法人员（示例）", Role.CityOfficer, city);
        yield return new("fazhi", "法制审核（示例）", Role.LegalReviewer, city);
        yield return new("xinyong", "信用管理（示例）", Role.CreditClerk, city);
        yield return new("gongyi", "巩义监管科（示例）", Role.CountySupervisor, a);
        yield return new("gongyi-zf", "巩义执法人员（示例）", Role.CountyOfficer, a);
        yield return new("gongyi-zf2", "巩义执法人员乙（示例）", Role.CountyOfficer, a);
        yield return new("gongyi-ju", "巩义局负责人（示例）", Role.CountySupervisor, a);
        yield return new("gongyi-fz", "巩义法制审核（示例）", Role.LegalReviewer, a);
        yield return new("dengfeng", "登封监管科（示例）", Role.CountySupervisor, b);
        yield return new("dengfeng-zf", "登封执法人员（示例）", Role.CountyOfficer, b);
        yield return new("xiangzhen", "乡镇专干（示例）", Role.TownshipClerk, OrganisationDemonstration.Township);
        yield return new("qiye1", "企业一（示例）", Role.EmployerUser, "", "巩义市示例耐火材料有限公司");
        yield return new("qiye2", "企业二（示例）", Role.EmployerUser, "", "登封市示例煤矿机械有限公司");
        yield return new("qiye3", "企业三（示例）", Role.EmployerUser, "", "郑州示例汽车涂装有限公司");
        yield return new("jiance", "检测机构（示例）", Role.InstitutionUser, "", "河南示例职业卫生检测有限公司");
        yield return new("tijian", "体检机构（示例）", Role.ExamInstitutionUser, "", "郑州示例职业病医院");
        yield return new("jianshe", "建设单位（示例）", Role.ProjectOwnerUser, "", "新郑示例产业园建设有限公司");
        yield return new("chengyuan", "联席会议成员（示例）", Role.ConferenceMember, "", "郑州市示例生态环境部门");
        yield return new("gonghui", "工会观察员（示例）", Role.UnionObserver, "", "郑州市示例总工会");
        yield return new("zhuanjia", "专家（示例）", Role.Expert, "", "郑州市职业卫生专家库（示例）");
    }

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var users = services.GetRequiredService<UserManager<User>>();
        var divisions = services.GetRequiredService<DivisionDirectory>();
        var signIns = new List<DemonstrationSignIn>();
        var organisations = await db.Set<Organisation>().ToDictionaryAsync(o => o.Name, ct);
        var authorities = await db.Set<Authority>().ToDictionaryAsync(x => x.DivisionCode, x => x.Id, ct);
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.users", "生成演示账号"), async change =>
        {
            foreach (var person in People())
            {
                var organisation = person.Organisation is null ? null : organisations[person.Organisation];
                var division = organisation?.DivisionCode ?? person.Division;
                var user = new User
                {
                    UserName = person.UserName, FullName = person.FullName, DivisionCode = division, OrganisationId = organisation?.Id,
                    AuthorityId = organisation is null && authorities.TryGetValue(division, out var id) ? id : null,
                    CreatedAt = change.At, PasswordChangedAt = change.At,
                };
                user.Roles.Add(new() { UserId = user.Id, Role = person.Role });
                var password = PasswordProfile.Random();
                var made = await users.CreateAsync(user, password);
                if (!made.Succeeded) throw new InvalidOperationException(string.Join("; ", made.Errors.Select(e => e.Description)));
                signIns.Add(new(person.FullName, person.UserName, person.Role.ToString(), person.Role.ChineseName(),
                    organisation?.Name ?? divisions.Name(division), password));
            }
        }, ct);
        await WriteAsync(settings.SignInsFile, signIns, ct);
    }

    static async Task WriteAsync(string path, List<DemonstrationSignIn> signIns, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await JsonSerializer.SerializeAsync(file, signIns, Json, ct);
    }
}
