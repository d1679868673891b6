// Benchmarks beside what a user would pick instead. A module of its own, so that no peer ships with the product.
module github.com/vendorfit/vendorfit/bench

go 1.26.8

require github.com/vendorfit/vendorfit v0.0.0

require cel.dev/cel-go v0.32.0 // indirect

replace github.com/vendorfit/vendorfit => ../
