using Zhijian.Platform.Documents.Pdf;

namespace Zhijian.Platform.Documents;

public static class PapersServices
{
    /// <summary>The converter to PDF, by the section "Pdf" of the configuration (<see cref="LibreOfficeOptions"/>). Set its WorkFolder into the data folder: papers in work hold personal data.</summary>
    public static IServiceCollection AddPapers(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<IPdfConverter>(_ => new LibreOfficePdf(configuration.GetSection("Pdf").Get<LibreOfficeOptions>() ?? new LibreOfficeOptions()));
}
