using System.Security.Cryptography;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Zhijian.Platform.Ui.Security;

/// <summary>The number used once that lets a script of this answer run under the content security policy.</summary>
public interface INonce
{
    string Value { get; }
}

internal sealed class Nonce : INonce
{
    public string Value { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
}

/// <summary><c>&lt;script asp-add-nonce="true"&gt;</c> carries the nonce of this answer.</summary>
[HtmlTargetElement("script", Attributes = "asp-add-nonce")]
public sealed class NonceTagHelper(INonce nonce) : TagHelper
{
    public bool AspAddNonce { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (AspAddNonce)
            output.Attributes.SetAttribute("nonce", nonce.Value);
    }
}
