namespace Zhijian.Rules.Exposure.Statistics;

public enum FitMethod
{
    /// <summary>All detected: mean and deviation of the logarithms (n − 1), exact.</summary>
    Complete,

    /// <summary>With non-detects: maximum likelihood for the left-censored lognormal, any number of detection limits.</summary>
    CensoredMaximumLikelihood,
}

/// <summary>
/// A lognormal distribution fitted to a group. The deviation of the likelihood is multiplied by √(n/(n−1)), so that it
/// passes into the ordinary one when nothing is censored.
/// </summary>
/// <param name="LogMean">Of the natural logarithms.</param>
/// <param name="LogDeviation">Of the natural logarithms, above zero.</param>
/// <param name="Count">All results.</param>
/// <param name="Detected">Those with a value.</param>
/// <param name="Method">How it was fitted.</param>
/// <param name="Iterations">Rounds of the search, 0 where none was needed.</param>
public sealed record LognormalFit(double LogMean, double LogDeviation, int Count, int Detected, FitMethod Method, int Iterations)
{
    public double GeometricMean => Math.Exp(LogMean);

    public double GeometricDeviation => Math.Exp(LogDeviation);

    /// <summary>Standard deviations between the mean and a value, on the logarithms: U of EN 689 when the value is the limit.</summary>
    public double Distance(double value) => (Math.Log(value) - LogMean) / LogDeviation;

    public double Percentile(double probability) => Math.Exp(LogMean + StandardNormal.Quantile(probability) * LogDeviation);

    /// <summary>Upper limit of a percentile. With non-detects the factor is that of the detected results only: a cautious approximation.</summary>
    public double UpperPercentile(double probability, double confidence) =>
        Math.Exp(LogMean + ToleranceFactor.Of(Detected, probability, confidence) * LogDeviation);

    /// <summary>The share of exposures above the limit, 0 … 1.</summary>
    public double Exceedance(double limit) => StandardNormal.Cdf(-Distance(limit));

    /// <summary>Upper limit of that share, by the same factor as <see cref="UpperPercentile"/>: the one is below 5 % exactly when the other is below the limit.</summary>
    public double UpperExceedance(double limit, double confidence) => ToleranceFactor.UpperExceedance(Detected, Distance(limit), confidence);

    /// <summary>
    /// The arithmetic mean: of least variance without bias (Finney's series) when all is detected, else exp(μ + σ²/2) of the
    /// likelihood.
    /// </summary>
    public double ArithmeticMean
    {
        get
        {
            var half = LogDeviation * LogDeviation / 2;
            return GeometricMean * (Method == FitMethod.Complete ? Finney(half, Count) : Math.Exp(half));
        }
    }

    private static double Finney(double t, int n)
    {
        var term = (n - 1) * t / n;
        var sum = 1 + term;
        for (var j = 2; j < 1000 && term > sum * 1e-16; j++)
        {
            term *= (n - 1.0) * (n - 1.0) * t / (n * (n + 2.0 * j - 3) * j);
            sum += term;
        }
        return sum;
    }
}
