namespace Zhijian.Rules.Declarations;

/// <summary>申报类别 (form of 2012: initial, change; the yearly update belongs to the later edition; order 48 Art 9: cancellation).</summary>
public enum DeclarationKind { Initial, Change, Yearly, Cancellation }

/// <summary>Where a version of a declaration stands.</summary>
public enum DeclarationState
{
    Draft, Submitted, Returned, OnlineApproved, PaperReceived, Effective, UnderVerification,
    FoundFalse, CancelRequested, Cancelled, Superseded,
}

/// <summary>What somebody wants to do with a version.</summary>
public enum DeclarationAct
{
    Save, Discard, Submit,
    /// <summary>代录: the authority that has the matter enters what an employer handed in, by a sheet or from another system.</summary>
    Enter,
    Withdraw, Return, Approve, ReceivePaper, IssueReceipt, ConfirmCancellation,
    StartVerification, ConfirmTrue, FindFalse,
    /// <summary>A later version took its place; only ever by the platform.</summary>
    Supersede,
}

/// <summary>In which quality somebody acts on one declaration.</summary>
public enum DeclarationActor
{
    /// <summary>The employer whose declaration it is.</summary>
    Employer,
    /// <summary>Somebody of the authority that has the matter (order 48 Art 4), with the right to handle it.</summary>
    Competent,
    /// <summary>Another authority in whose area it lies: sees, does not decide.</summary>
    Onlooker,
    Platform,
}

/// <summary>What calls for a declaration, a change of it or its end.</summary>
public enum DeclarationTrigger
{
    /// <summary>Hazards came to light at an employer that has declared nothing (order 48 Art 2).</summary>
    HazardFound,
    /// <summary>竣工验收 of a construction, extension or technical project (order 48 Art 8(1)).</summary>
    ProjectAccepted,
    /// <summary>技术、工艺、设备、材料 changed so that the factors or the content change greatly (order 48 Art 8(2)).</summary>
    ProcessChanged,
    /// <summary>Workplace, name, legal representative or principal person changed (order 48 Art 8(3)).</summary>
    RegisteredFactChanged,
    /// <summary>Testing or evaluation shows other than declared (order 48 Art 8(4)).</summary>
    TestDiffers,
    /// <summary>The employer ended its production (order 48 Art 9).</summary>
    ProductionEnded,
    /// <summary>The cycle of the yearly edition came round.</summary>
    YearPassed,
    /// <summary>The authority returned a declaration.</summary>
    Returned,
    /// <summary>The sealed paper arrived: the authority's own term for the receipt (order 48 Art 6–7).</summary>
    PaperReceived,
    /// <summary>A declaration was filed online: the authority's own term for the review.</summary>
    Submitted,
}

/// <summary>The classes of the hazard-factor catalogue; the form of 2012 counts biological agents among the others.</summary>
public enum HazardClass { Dust, Chemical, Physical, Radiation, Biological, Other }

public static class DeclarationTerms
{
    public static string ChineseName(this DeclarationKind v) => v switch
    {
        DeclarationKind.Initial => "初次申报", DeclarationKind.Change => "变更申报", DeclarationKind.Yearly => "年度更新",
        DeclarationKind.Cancellation => "注销", _ => throw Unknown(v),
    };

    public static string ChineseName(this DeclarationState v) => v switch
    {
        DeclarationState.Draft => "草稿", DeclarationState.Submitted => "待审核", DeclarationState.Returned => "已退回",
        DeclarationState.OnlineApproved => "网上审核通过，待交纸质表", DeclarationState.PaperReceived => "已收纸质表，待出回执",
        DeclarationState.Effective => "已申报（有效）", DeclarationState.UnderVerification => "抽查核实中", DeclarationState.FoundFalse => "申报不实",
        DeclarationState.CancelRequested => "申请注销", DeclarationState.Cancelled => "已注销", DeclarationState.Superseded => "历史版本", _ => throw Unknown(v),
    };

    public static string ChineseName(this DeclarationAct v) => v switch
    {
        DeclarationAct.Save => "修改", DeclarationAct.Discard => "删除草稿", DeclarationAct.Submit => "提交", DeclarationAct.Enter => "代录", DeclarationAct.Withdraw => "撤回",
        DeclarationAct.Return => "退回", DeclarationAct.Approve => "审核通过", DeclarationAct.ReceivePaper => "登记收到纸质表",
        DeclarationAct.IssueReceipt => "出具回执", DeclarationAct.ConfirmCancellation => "确认注销", DeclarationAct.StartVerification => "抽查核实",
        DeclarationAct.ConfirmTrue => "核实属实", DeclarationAct.FindFalse => "认定不实", DeclarationAct.Supersede => "由新版本代替", _ => throw Unknown(v),
    };

    public static string ChineseName(this DeclarationTrigger v) => v switch
    {
        DeclarationTrigger.HazardFound => "存在职业病危害因素", DeclarationTrigger.ProjectAccepted => "建设项目竣工验收",
        DeclarationTrigger.ProcessChanged => "技术、工艺、设备或材料变化致危害因素重大变化",
        DeclarationTrigger.RegisteredFactChanged => "工作场所、名称、法定代表人或主要负责人变化",
        DeclarationTrigger.TestDiffers => "检测、评价结果与申报内容不符", DeclarationTrigger.ProductionEnded => "终止生产经营",
        DeclarationTrigger.YearPassed => "年度更新", DeclarationTrigger.Returned => "退回补正", DeclarationTrigger.PaperReceived => "收到纸质申报表",
        DeclarationTrigger.Submitted => "网上提交", _ => throw Unknown(v),
    };

    public static string ChineseName(this HazardClass v) => v switch
    {
        HazardClass.Dust => "粉尘类", HazardClass.Chemical => "化学物质类", HazardClass.Physical => "物理因素类",
        HazardClass.Radiation => "放射性物质类", HazardClass.Biological => "生物因素类", HazardClass.Other => "其他", _ => throw Unknown(v),
    };

    static ArgumentOutOfRangeException Unknown<T>(T value) where T : struct, Enum => new(nameof(value), value, null);
}
