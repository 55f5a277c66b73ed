namespace Zhijian.Platform.Reference;

/// <summary>How far a figure may be trusted, as reference/SOURCES.md defines it. Always shown beside the figure.</summary>
public enum Confidence
{
    /// <summary>Checked against the printed text by an administrator; only an approved proposal sets it.</summary>
    Checked,
    /// <summary>Two or more independent documents agree.</summary>
    Double,
    /// <summary>One document only.</summary>
    Single,
    /// <summary>Written from knowledge, no document found; thought to be right.</summary>
    RecalledMedium,
    /// <summary>Written from knowledge, no document found; may well be wrong.</summary>
    RecalledLow,
}

public static class Confidences
{
    public const string NoValue = "无值";
    public static readonly (string Word, Confidence Value)[] Words =
    [
        ("已核对原文", Confidence.Checked), ("双源", Confidence.Double), ("单源", Confidence.Single),
        ("待核实（回忆）", Confidence.RecalledMedium), ("待核实（回忆，把握低）", Confidence.RecalledLow),
    ];

    public static string Word(this Confidence confidence) => Words.First(w => w.Value == confidence).Word;

    /// <summary>What the badge explains when pointed at.</summary>
    public static string Explain(this Confidence confidence) => confidence switch
    {
        Confidence.Checked => "管理员已与标准原文核对，并经第二人批准",
        Confidence.Double => "两份以上来源一致",
        Confidence.Single => "只找到一份来源，使用前请核对原文",
        Confidence.RecalledMedium => "没有找到来源，凭记忆录入，使用前必须核对原文",
        _ => "没有找到来源，凭记忆录入且把握低，不得作为执法依据",
    };

    /// <summary>Only what stands in a document may decide; what is recalled must be checked first.</summary>
    public static bool IsSourced(this Confidence confidence) => confidence <= Confidence.Single;

    internal static Confidence? FromCsv(string? word) => word switch
    {
        "double" => Confidence.Double,
        "single" => Confidence.Single,
        "medium" => Confidence.RecalledMedium,
        "low" => Confidence.RecalledLow,
        null or "" => null,
        _ => throw new FormatException($"Unknown confidence '{word}'."),
    };
}
