using Zhijian.Data;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Platform.Organisations;

/// <summary>Fictional authorities, employers and institutions of the demonstration city. Names say that they are made up.</summary>
sealed class OrganisationDemonstration : ISeed
{
    public const string City = "410100", CountyA = "410181", CountyB = "410185", Township = "410181100";

    /// <summary>Day of the reform: health authorities supervise occupational health. Source: OD Law amendment 2018-12-29.</summary>
    static readonly DateOnly Reform = new(2018, 12, 29);
    static readonly DateOnly Start = new(2010, 10, 8);

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var divisions = services.GetRequiredService<DivisionDirectory>();
        await divisions.LoadAsync(db, ct);
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.organisations", "生成演示数据"), change =>
        {
            foreach (var division in divisions.All.Where(d => d.Code == City || d.ParentCode == City).OrderBy(d => d.Code, StringComparer.Ordinal))
                AddAuthority(db, division);
            foreach (var organisation in Organisations()) db.Add(organisation);
            return Task.CompletedTask;
        }, ct);
    }

    static void AddAuthority(ZhijianDb db, DivisionDirectory.DivisionEntry division)
    {
        var shortName = division.Code == City ? "郑" : $"郑{division.Name[0]}";
        var authority = new Authority { DivisionCode = division.Code, PlaceShortName = shortName };
        authority.Names.Add(new()
        {
            Name = $"{division.Name}安全生产监督管理局（示例）", ShortName = "安监局", DocumentPrefix = "安监",
            SealText = $"{division.Name}安全生产监督管理局（示例）", ValidFrom = Start, ValidTo = Reform.AddDays(-1), Basis = "示例：改革前监管部门",
        });
        authority.Names.Add(new()
        {
            Name = $"{division.Name}卫生健康委员会（示例）", ShortName = "卫健委", DocumentPrefix = "卫职",
            SealText = $"{division.Name}卫生健康委员会（示例）", ValidFrom = Reform, Basis = "职业病防治法（2018年修正）第九条；名称为示例",
        });
        db.Add(authority);
        foreach (var name in (string[])["职业健康科", "综合监督执法大队", "法制科"])
            db.Add(new Department { AuthorityId = authority.Id, Name = name });
    }

    static IEnumerable<Organisation> Organisations() =>
    [
        Body(1, OrganisationKind.Employer, "巩义市示例耐火材料有限公司", "410181", Township),
        Body(2, OrganisationKind.Employer, "登封市示例煤矿机械有限公司", "410185", CountyB),
        Body(3, OrganisationKind.Employer, "郑州示例汽车涂装有限公司", "410122", "410122"),
        Body(4, OrganisationKind.ServiceInstitution, "河南示例职业卫生检测有限公司", "410105", "410105"),
        Body(5, OrganisationKind.ExamInstitution, "郑州示例职业病医院", "410103", "410103"),
        Body(6, OrganisationKind.ProjectOwner, "新郑示例产业园建设有限公司", "410184", "410184"),
        Body(7, OrganisationKind.MemberDepartment, "郑州市示例生态环境部门", "410100", City),
        Body(8, OrganisationKind.TradeUnion, "郑州市示例总工会", "410100", City),
        Body(9, OrganisationKind.ExpertPool, "郑州市职业卫生专家库（示例）", "410100", City),
    ];

    /// <summary>Keys in the form of a UUIDv7 of the year 2000, the same in every demonstration.</summary>
    static Organisation Body(int n, OrganisationKind kind, string name, string registeredIn, string division) => new()
    {
        Id = new($"00dc6acf-ac00-7000-8000-{n:D12}"), Kind = kind, Name = name, CreditCode = Code(registeredIn, n), DivisionCode = division,
    };

    /// <summary>A valid code of a body that does not exist: organisation part beginning with MA, as for new registrations.</summary>
    static string Code(string division, int n) =>
        UnifiedSocialCreditCode.Create('9', '1', division, OrganisationCode.Create($"MA{n:D6}")).Value;
}
