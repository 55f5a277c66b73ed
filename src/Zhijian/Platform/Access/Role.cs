namespace Zhijian.Platform.Access;

/// <summary>Roles of the platform: who does the duty, at which level. Source: roles and organisation §6, and the three separated administrators of 等保.</summary>
public enum Role
{
    /// <summary>系统管理员: runs the installation, creates accounts, grants nothing.</summary>
    SystemAdministrator,
    /// <summary>安全管理员: grants roles and permissions, ends sessions; creates no account.</summary>
    SecurityAdministrator,
    /// <summary>审计管理员: reads the audit; changes nothing.</summary>
    Auditor,
    CityAdmin, CityLeader, CitySupervisor, CityOfficer, LegalReviewer,
    CountySupervisor, CountyOfficer, TownshipClerk,
    EmployerUser, ProjectOwnerUser, InstitutionUser, ExamInstitutionUser,
    Expert, ConferenceMember, UnionObserver, CreditClerk,
}

public static class Roles
{
    /// <summary>Staff of authorities: need a second factor and the strict password profile.</summary>
    public static readonly Role[] Staff =
    [
        Role.SystemAdministrator, Role.SecurityAdministrator, Role.Auditor,
        Role.CityAdmin, Role.CityLeader, Role.CitySupervisor, Role.CityOfficer, Role.LegalReviewer,
        Role.CountySupervisor, Role.CountyOfficer, Role.TownshipClerk, Role.CreditClerk,
    ];

    /// <summary>Those who supervise: city, county and township.</summary>
    public static readonly Role[] Supervisors =
    [
        Role.CityAdmin, Role.CityLeader, Role.CitySupervisor, Role.CityOfficer, Role.LegalReviewer,
        Role.CountySupervisor, Role.CountyOfficer, Role.TownshipClerk, Role.CreditClerk,
    ];

    public static readonly Role[] Everyone = Enum.GetValues<Role>();

    public static bool IsStaff(this Role role) => Staff.Contains(role);

    public static string ChineseName(this Role role) => role switch
    {
        Role.SystemAdministrator => "系统管理员",
        Role.SecurityAdministrator => "安全管理员",
        Role.Auditor => "审计管理员",
        Role.CityAdmin => "市级业务管理员",
        Role.CityLeader => "市级领导",
        Role.CitySupervisor => "市级监管科室",
        Role.CityOfficer => "市级执法人员",
        Role.LegalReviewer => "法制审核人员",
        Role.CountySupervisor => "县级监管科室",
        Role.CountyOfficer => "县级执法人员",
        Role.TownshipClerk => "乡镇（街道）专干",
        Role.EmployerUser => "用人单位",
        Role.ProjectOwnerUser => "建设单位",
        Role.InstitutionUser => "职业卫生技术服务机构",
        Role.ExamInstitutionUser => "职业健康检查机构",
        Role.Expert => "专家",
        Role.ConferenceMember => "联席会议成员单位",
        Role.UnionObserver => "工会观察员",
        Role.CreditClerk => "信用管理人员",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
