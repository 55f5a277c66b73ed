namespace Zhijian.Rules.Service;

/// <summary>How a paper is served (送达方式).</summary>
public enum ServiceMethod
{
    /// <summary>当场交付, on the day the paper is made.</summary>
    OnSpot,
    Direct,

    /// <summary>留置送达: left where the receiver refuses it.</summary>
    LeftBehind,
    Mail,

    /// <summary>To an address that the party agreed to in writing.</summary>
    Electronic,

    /// <summary>公告送达.</summary>
    Announcement,
}

public enum ServiceResult
{
    /// <summary>Posted or announced; not known yet whether and when it is served.</summary>
    UnderWay,
    Served,

    /// <summary>Nobody there, returned, address unknown.</summary>
    Failed,
}

public static class ServiceWords
{
    public static string Text(this ServiceMethod method) => method switch
    {
        ServiceMethod.OnSpot => "当场交付",
        ServiceMethod.Direct => "直接送达",
        ServiceMethod.LeftBehind => "留置送达",
        ServiceMethod.Mail => "邮寄送达",
        ServiceMethod.Electronic => "电子送达",
        _ => "公告送达",
    };

    public static string Text(this ServiceResult result) => result switch { ServiceResult.UnderWay => "送达中", ServiceResult.Served => "已送达", _ => "未送达" };
}
