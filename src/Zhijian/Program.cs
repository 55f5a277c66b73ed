using Zhijian.Platform.Hosting.Commands;

return await CommandLine.RunAsync(args);
