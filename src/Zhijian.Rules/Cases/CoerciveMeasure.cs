namespace Zhijian.Rules.Cases;

/// <summary>行政强制措施 that the law lets the authority take at an employer: a row of reference/coercive-measures.csv.</summary>
/// <param name="OfThings">Things are sealed or taken away; they are listed one by one (行政强制法 Art 24).</param>
public sealed record CoerciveMeasure(string Key, string Title, bool OfThings, string Article, DateOnly From, DateOnly? To, string Source, string Confidence)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);
}
